package dev.annals.store.client;

/**
 * Which versions of a stream to read, and in which order.
 *
 * @param lowest from 1
 * @param highest at least the lowest; may lie beyond the head
 * @param newestFirst whether versions fall
 */
public record Versions(long lowest, long highest, boolean newestFirst) {
  /** All of them, in the order in which they happened. */
  public static final Versions ALL = new Versions(1, Long.MAX_VALUE, false);

  /** Checks the range, else {@link IllegalArgumentException}. */
  public Versions {
    if (lowest < 1 || highest < lowest) {
      throw new IllegalArgumentException(
          "versions are read from 1 on, from lower to higher: not %d to %d"
              .formatted(lowest, highest));
    }
  }

  /** This one and what happened after it. */
  public static Versions from(long lowest) {
    return new Versions(lowest, Long.MAX_VALUE, false);
  }

  /** What happened up to this one, which is the last. */
  public static Versions upTo(long highest) {
    return new Versions(1, highest, false);
  }

  /** From one to another, both included. */
  public static Versions between(long lowest, long highest) {
    return new Versions(lowest, highest, false);
  }

  /** The same ones, backwards. */
  public Versions backwards() {
    return new Versions(lowest, highest, true);
  }

  /** Where a read begins. */
  long begin() {
    return newestFirst ? highest : lowest;
  }

  boolean has(long version) {
    return lowest <= version && version <= highest;
  }

  /** How many at most, as a limit. */
  int atMost(int limit) {
    long others = highest - lowest;
    return others < limit ? (int) others + 1 : limit;
  }

  /** What is left, from one of them on. */
  Versions goingOnAt(long next) {
    return newestFirst ? new Versions(lowest, next, true) : new Versions(next, highest, false);
  }
}
