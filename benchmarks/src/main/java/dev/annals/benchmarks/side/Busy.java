package dev.annals.benchmarks.side;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How long the machine was busy and idle since it was started, in ticks; zeros where unknown. */
record Busy(long busy, long all) {
  private static final Path STAT = Path.of("/proc/stat");

  static Busy now() {
    if (!Files.isReadable(STAT)) {
      return new Busy(0, 0);
    }
    try {
      List<String> words = List.of(Files.readAllLines(STAT).get(0).trim().split("\\s+"));
      long all = 0;
      for (String word : words.subList(1, words.size())) {
        all += Long.parseLong(word);
      }
      long idle = Long.parseLong(words.get(4)) + Long.parseLong(words.get(5));
      return new Busy(all - idle, all);
    } catch (IOException e) {
      return new Busy(0, 0);
    }
  }

  double share(Busy later) {
    return later.all == all ? 0 : (double) (later.busy - busy) / (later.all - all);
  }
}
