package dev.annals.source.replay;

import java.util.function.LongSupplier;

/** Lets so many events pass in a second, evenly, and hardly saves up. Not thread-safe. */
final class Throttle {
  private static final double NANOS = 1e9;

  private final double perSecond;
  private final LongSupplier nanoTime;
  private double room;
  private long countedAt;

  /**
   * A throttle that lets the first quarter of a second pass at once.
   *
   * @param perSecond 0: as many as there are
   */
  Throttle(double perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.countedAt = nanoTime.getAsLong();
    this.room = atOnce();
  }

  /** How many may pass now. */
  int allowed(int most) {
    if (perSecond == 0) {
      return most;
    }
    long now = nanoTime.getAsLong();
    room = Math.min(atOnce() + 1, room + perSecond * (now - countedAt) / NANOS);
    countedAt = now;
    return (int) Math.max(0, Math.min(most, Math.floor(room)));
  }

  /** So many have passed; an append that is not torn apart may have more than was allowed. */
  void passed(int events) {
    room -= events;
  }

  /** A quarter of a second, and one event at least: tasks ask several times in a second. */
  private double atOnce() {
    return Math.max(1, perSecond / 4);
  }
}
