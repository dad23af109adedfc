package dev.annals.benchmarks.side;

/**
 * What a side achieved in a round.
 *
 * @param eventsPerSecond of the events that count
 * @param cpu which part of the machine was busy meanwhile, all processes together, 0 to 1
 */
public record Rate(double eventsPerSecond, double cpu) {
  /** Takes the time from now on. */
  static Clock clock(long done) {
    return new Clock(done, System.nanoTime(), Busy.now());
  }

  /** Where a measurement began. */
  record Clock(long done, long nanos, Busy busy) {
    /** The rate from the beginning until now, when so many are done. */
    Rate until(long nowDone) {
      double seconds = (System.nanoTime() - nanos) / 1e9;
      return new Rate((nowDone - done) / seconds, busy.share(Busy.now()));
    }
  }
}
