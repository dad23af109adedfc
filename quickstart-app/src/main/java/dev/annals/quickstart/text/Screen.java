package dev.annals.quickstart.text;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Where the program speaks. Lines appear at once. */
public final class Screen {
  private static final String INDENT = "  ";
  private static final int STEP_WIDTH = 58;

  private final PrintStream out;

  /** Behind a table there is an empty line already. */
  private boolean lastWasTable;

  /** Speaks into this stream. */
  public Screen(PrintStream out) {
    this.out = out;
  }

  /** A heading, set off from what was before. */
  public void heading(String text) {
    out.println();
    out.println(text);
    out.println("=".repeat(text.length()));
    out.flush();
  }

  /** Sentences, which may have several lines. */
  public void say(String text) {
    text.lines().forEach(out::println);
    lastWasTable = false;
    out.flush();
  }

  /** A table under a line that says what it shows. */
  public void table(String caption, Table table) {
    if (!lastWasTable) {
      out.println();
    }
    lastWasTable = true;
    out.println(INDENT + caption);
    out.println();
    for (String line : table.lines()) {
      out.println(INDENT + INDENT + line);
    }
    out.println();
    out.flush();
  }

  /** Does something that takes a while: what, and then the seconds it took, on one line. */
  public <T> T step(String what, Callable<T> work) throws Exception {
    String dots = ".".repeat(Math.max(2, STEP_WIDTH - what.length()));
    out.print(INDENT + what + " " + dots + " ");
    out.flush();
    long start = System.nanoTime();
    try {
      T result = work.call();
      out.println(seconds(System.nanoTime() - start));
      return result;
    } catch (Exception | Error e) {
      out.println("failed after " + seconds(System.nanoTime() - start));
      throw e;
    } finally {
      out.flush();
    }
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }
}
