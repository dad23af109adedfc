package dev.annals.source.verify;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** What was compared, and what differs: the first differences are printed. Thread-safe. */
final class Findings {
  /** Whoever has more needs to see the kind of it, not all of it. */
  static final int SHOWN = 20;

  private final PrintStream out;
  private final LongAdder streams = new LongAdder();
  private final LongAdder events = new LongAdder();
  private final LongAdder truncated = new LongAdder();
  private long differences;

  Findings(PrintStream out) {
    this.out = out;
  }

  /** A stream has been compared. */
  void stream() {
    streams.increment();
  }

  /** An event that the copy has to hold has been looked for. */
  void event() {
    events.increment();
  }

  /** An event of the copy was passed over: the original was truncated behind it. */
  void truncated() {
    truncated.increment();
  }

  /**
   * Something differs.
   *
   * @param where {@code order/17@3}
   * @param what a part of a sentence that quotes no payload
   */
  synchronized void difference(String where, String what) {
    differences++;
    if (differences <= SHOWN) {
      out.println(where + ": " + what);
    }
  }

  synchronized boolean isSame() {
    return differences == 0;
  }

  /** Whether there was nothing to compare, on either side. */
  boolean isNothing() {
    return streams.sum() == 0 && isSame();
  }

  /** How far it is. */
  String progress() {
    return compared() + " so far: " + differences();
  }

  /** How it ended. */
  String conclusion() {
    String passedOver =
        truncated.sum() == 0
            ? ""
            : "; the original was truncated, and has nothing to compare %s of the copy with"
                .formatted(count(truncated.sum(), "event"));
    return compared() + ": " + differences() + passedOver;
  }

  private String compared() {
    return "%s and %s compared"
        .formatted(count(streams.sum(), "stream"), count(events.sum(), "event"));
  }

  private synchronized String differences() {
    if (differences == 0) {
      return "no difference";
    }
    String hidden = differences > SHOWN ? ", of which the first %d are shown".formatted(SHOWN) : "";
    return count(differences, "difference") + hidden;
  }

  private static String count(long number, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }
}
