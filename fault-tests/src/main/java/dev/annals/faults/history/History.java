package dev.annals.faults.history;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All that is known of a run, in the order in which it was recorded. */
public record History(List<Entry> entries) {
  /** Copies the list. */
  public History {
    entries = List.copyOf(entries);
  }

  /** Reads JSON lines; {@code #} begins a line for people. */
  public static History read(Path file) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      return new History(JsonLines.read(lines, file.toString()));
    }
  }

  /** Writes JSON lines. */
  public void write(Path file) throws IOException {
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      for (Entry entry : entries) {
        lines.write(JsonLines.write(entry));
        lines.newLine();
      }
    }
  }

  /** What the history is of, else {@link IllegalArgumentException}. */
  public Run run() {
    List<Run> runs = all(Run.class);
    if (runs.size() != 1) {
      throw new IllegalArgumentException("a history is of one run, not of " + runs.size());
    }
    return runs.get(0);
  }

  /** All entries of a kind, in order. */
  public <T extends Entry> List<T> all(Class<T> kind) {
    return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
