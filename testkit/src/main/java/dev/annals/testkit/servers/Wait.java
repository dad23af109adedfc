package dev.annals.testkit.servers;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for another process: nothing tells this one when it is ready, so this one asks again. */
final class Wait {
  private static final long ASK_EVERY_MS = 100;

  private Wait() {}

  /** Asks until the answer is yes; false when it was no for the whole time. */
  static boolean upTo(Duration limit, BooleanSupplier question) {
    long start = System.nanoTime();
    while (!question.getAsBoolean()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        return false;
      }
      aMoment();
    }
    return true;
  }

  /** The time between two questions. */
  static void aMoment() {
    try {
      Thread.sleep(ASK_EVERY_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("Interrupted while waiting for a server.", e);
    }
  }
}
