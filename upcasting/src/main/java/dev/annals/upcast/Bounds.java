package dev.annals.upcast;

import com.dashjoin.jsonata.Jsonata.Frame;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Ends an evaluation that takes too long, goes too deep or takes too much memory, at its next step.
 * A step itself is not interrupted, so those that could be endless or endlessly large count steps
 * of their own ({@link LimitedText}) or are asked how large they become ({@link TextFunctions}).
 *
 * <p>Of one expression, which begins it anew for each evaluation, under its lock.
 *
 * <p>The library has bounds of its own for time and depth ({@code Timebox}), which lose count of
 * the depth where an array has more than one element: it marks the frame between entry and exit.
 */
final class Bounds {
  /** Of the processor, not of the clock: a worker that was paused is not a loop. */
  static final Duration LONGEST = Duration.ofSeconds(2);

  /** A thread's stack of 512 KiB holds more than this. */
  static final int DEEPEST = 300;

  /** Taken in all, whether in use at once or not: a worker's heap is 2 GiB unless set otherwise. */
  static final int MOST_MEMORY_MIB = 512;

  /**
   * What the parts of one step may give it, in elements: a path lays the lists of its steps end to
   * end, and a million of them that are one and the same take no memory before.
   */
  private static final long MOST_ELEMENTS = 32L << 20;

  /** How many steps of a text go by between two looks at clock and memory: about 10 µs. */
  private static final int TICKS = 0xfff;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** In virtual machines that do not count what a thread allocates, memory is not bounded. */
  private static final com.sun.management.@Nullable ThreadMXBean COUNTING =
      THREADS instanceof com.sun.management.ThreadMXBean counting
              && counting.isThreadAllocatedMemorySupported()
          ? counting
          : null;

  private final Calls calls;
  private final Duration longest;
  private final long[] elements = new long[DEEPEST + 1];
  private Sizes sizes = new Sizes();
  private long started;
  private long startedOnProcessor;
  private long allocatedBefore;
  private int depth;
  private int ticks;

  /**
   * Bounds that were not begun yet.
   *
   * @param text of the expression
   * @param longest how long it may compute
   */
  Bounds(String text, Duration longest) {
    this.calls = new Calls(text);
    this.longest = longest;
  }

  /** An evaluation that went too far, or used what is not for rules. */
  static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exceeded(String reason) {
      super(reason);
    }
  }

  /** Bounds what is evaluated in the frame, by this thread, from now on. */
  void begin(Frame frame) {
    started = System.nanoTime();
    startedOnProcessor = THREADS.getCurrentThreadCpuTime();
    allocatedBefore = allocated();
    depth = 0;
    elements[0] = 0;
    calls.begin();
    sizes = new Sizes();
    frame.setEvaluateEntryCallback((expression, input, environment) -> enter(expression));
    frame.setEvaluateExitCallback((expression, input, environment, result) -> exit(result));
  }

  /** Lets go of what the evaluation made. */
  void end() {
    sizes = new Sizes();
  }

  private void enter(Object expression) {
    depth++;
    if (depth > DEEPEST) {
      throw new Exceeded(tooDeep());
    }
    elements[depth] = 0;
    calls.enter(depth, expression);
    look();
  }

  private void exit(@Nullable Object result) {
    depth--;
    calls.exit(depth, result);
    Builtins.requireNoTransform(result);
    sizes.require(result);
    if (result instanceof Collection<?> list) {
      elements[depth] += list.size();
      if (elements[depth] > MOST_ELEMENTS) {
        throw new Exceeded(tooMuchMemory());
      }
    }
  }

  /** One of very many small steps, such as a look at a character. */
  void tick() {
    ticks++;
    if ((ticks & TICKS) == 0) {
      look();
    }
  }

  private void look() {
    if (isOver(System.nanoTime() - started)
        && isOver(THREADS.getCurrentThreadCpuTime() - startedOnProcessor)) {
      throw new Exceeded(
          "the expression was stopped after %d s of computing: does it loop for ever?"
              .formatted(longest.toSeconds()));
    }
    if (allocated() - allocatedBefore > (long) MOST_MEMORY_MIB << 20) {
      throw new Exceeded(tooMuchMemory());
    }
  }

  private static long allocated() {
    return COUNTING == null ? 0 : COUNTING.getCurrentThreadAllocatedBytes();
  }

  private boolean isOver(long nanos) {
    return nanos > longest.toNanos();
  }

  /** For messages, also where the stack ended before the bound. */
  static String tooDeep() {
    return "the expression was stopped at a depth of %d: does it call itself for ever?"
        .formatted(DEEPEST);
  }

  /** For messages, also where the worker's memory ended before the bound. */
  static String tooMuchMemory() {
    return "the expression was stopped when it had taken %d MiB of memory: does it build something without end?"
        .formatted(MOST_MEMORY_MIB);
  }
}
