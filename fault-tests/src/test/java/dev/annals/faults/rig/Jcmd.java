package dev.annals.faults.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Questions to another JVM, by the JDK's {@code jcmd}. */
final class Jcmd {
  private Jcmd() {}

  /** What the JVM answers, below the line with its process id. */
  static String ask(long pid, String command) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process process =
          new ProcessBuilder(jcmd, Long.toString(pid), command).redirectErrorStream(true).start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("process %d: %s".formatted(pid, answer));
      }
      return answer.substring(answer.indexOf('\n') + 1);
    } catch (IOException | InterruptedException fault) {
      throw new IllegalStateException("cannot ask process " + pid, fault);
    }
  }

  /** The total of the histogram, for which the JVM collects all garbage first. */
  static long liveBytes(long pid) {
    String last = ask(pid, "GC.class_histogram").strip().lines().reduce("", (a, b) -> b).strip();
    String[] words = last.split("\\s+");
    if (!words[0].equals("Total")) {
      throw new IllegalStateException(
          "process %d ends its histogram with: %s".formatted(pid, last));
    }
    return Long.parseLong(words[2]);
  }
}
