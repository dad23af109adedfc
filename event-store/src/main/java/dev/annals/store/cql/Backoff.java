package dev.annals.store.cql;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before a call is tried again: doubling, with full jitter, up to a limit. */
final class Backoff {
  private static final long FIRST_MS = 20;
  private static final long MOST_MS = 5_000;

  private Backoff() {}

  /**
   * A random wait.
   *
   * @param attempts how many failed so far, from 1
   * @return milliseconds, from 1 to 5,000
   */
  static long ms(int attempts) {
    long most = Math.min(MOST_MS, FIRST_MS << Math.min(attempts, 10));
    return 1 + ThreadLocalRandom.current().nextLong(most);
  }
}
