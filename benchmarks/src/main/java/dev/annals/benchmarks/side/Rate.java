package dev.annals.benchmarks.side;

import java.util.Map;

/**
 * What a side achieved in a round.
 *
 * @param eventsPerSecond of the events that count
 * @param processorMicros what each process took for an event, in microseconds of one processor
 */
public record Rate(double eventsPerSecond, Map<String, Double> processorMicros) {
  /** Takes the time from now on. */
  static Clock clock(Map<String, ProcessHandle> processes, long done) {
    return new Clock(done, System.nanoTime(), Processors.now(processes));
  }

  /** Where a measurement began. */
  record Clock(long done, long nanos, Processors processors) {
    /** The rate from the beginning until now, when so many are done. */
    Rate until(long nowDone) {
      double seconds = (System.nanoTime() - nanos) / 1e9;
      long events = nowDone - done;
      return new Rate(events / seconds, processors.microsSince(events));
    }
  }
}
