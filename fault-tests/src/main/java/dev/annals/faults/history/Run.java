package dev.annals.faults.history;

import org.jspecify.annotations.Nullable;

/**
 * What the history is of; its first line.
 *
 * @param seed what the workload drew by
 * @param exactlyOnce whether the worker published in transactions
 * @param dedupeWindow among how many last events of a stream an id is looked for
 * @param about for people
 * @param factsRefused whether settings were changed for a while, by which facts are refused for
 *     their expected version; absent where they never were
 */
public record Run(
    long seed, boolean exactlyOnce, int dedupeWindow, String about, @Nullable Boolean factsRefused)
    implements Entry {
  /** A run whose settings were the same all the time. */
  public Run(long seed, boolean exactlyOnce, int dedupeWindow, String about) {
    this(seed, exactlyOnce, dedupeWindow, about, null);
  }
}
