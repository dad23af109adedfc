package dev.annals.store.stream;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether a stream that is not remembered is likely to be new. Then its first transaction may be
 * sent without loading anything: its condition finds out. A wrong guess costs a refused transaction
 * and a serial read instead of two plain reads, so it has to be right four times out of five.
 * Thread-safe.
 */
final class NewStreams {
  private static final int FOR_NEW = 1;
  private static final int FOR_KNOWN = 4;
  private static final int LIKELY = 20;
  private static final int MOST = 40;

  private final AtomicInteger score = new AtomicInteger();

  /** What the last streams that were not remembered make likely. */
  boolean areLikely() {
    return score.get() >= LIKELY;
  }

  /** Learns what a stream that was not remembered turned out to be. */
  void learn(boolean isNew) {
    score.updateAndGet(now -> isNew ? Math.min(MOST, now + FOR_NEW) : Math.max(0, now - FOR_KNOWN));
  }
}
