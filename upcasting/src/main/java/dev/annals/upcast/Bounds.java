package dev.annals.upcast;

import com.dashjoin.jsonata.Jsonata.Frame;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * Ends an evaluation that takes too long or goes too deep, at its next step. A step itself is not
 * interrupted: a regular expression that backtracks for ever runs for ever.
 *
 * <p>The library has such bounds of its own ({@code Timebox}), which lose count of the depth where
 * an array has more than one element: it marks the frame between entry and exit.
 */
final class Bounds {
  /** Of the processor, not of the clock: a worker that was paused is not a loop. */
  static final Duration LONGEST = Duration.ofSeconds(2);

  /** A thread's stack of 512 KiB holds more than this. */
  static final int DEEPEST = 300;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final long started = System.nanoTime();
  private final long startedOnProcessor = THREADS.getCurrentThreadCpuTime();
  private int depth;

  private Bounds() {}

  /** An evaluation that went too far, or used what is not for rules. */
  static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exceeded(String reason) {
      super(reason);
    }
  }

  /** Bounds what is evaluated in the frame, from now on. */
  static void set(Frame frame) {
    Bounds bounds = new Bounds();
    frame.setEvaluateEntryCallback((expression, input, environment) -> bounds.enter());
    frame.setEvaluateExitCallback(
        (expression, input, environment, result) -> {
          bounds.depth--;
          Builtins.requireNoTransform(result);
        });
  }

  private void enter() {
    depth++;
    if (depth > DEEPEST) {
      throw new Exceeded(tooDeep());
    }
    if (isOver(System.nanoTime() - started)
        && isOver(THREADS.getCurrentThreadCpuTime() - startedOnProcessor)) {
      throw new Exceeded(
          "the expression was stopped after %d s of computing: does it loop for ever?"
              .formatted(LONGEST.toSeconds()));
    }
  }

  private static boolean isOver(long nanos) {
    return nanos > LONGEST.toNanos();
  }

  /** For messages, also where the stack ended before the bound. */
  static String tooDeep() {
    return "the expression was stopped at a depth of %d: does it call itself for ever?"
        .formatted(DEEPEST);
  }
}
