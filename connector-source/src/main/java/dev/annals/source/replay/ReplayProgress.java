package dev.annals.source.replay;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the worker's log says of a replay at work: a line every half minute. Not thread-safe. */
final class ReplayProgress {
  private static final Logger log = LoggerFactory.getLogger(ReplayProgress.class);
  private static final long INTERVAL_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long RATE_NANOS = Duration.ofSeconds(1).toNanos();

  private final String name;
  private final ReplayCounters counters;
  private final LongSupplier nanoTime;
  private final int ranges;
  private long toldAt;
  private long rateAt;
  private long eventsAtRate;

  ReplayProgress(
      String name, ReplayCounters counters, int ranges, int toDo, LongSupplier nanoTime) {
    this.name = name;
    this.counters = counters;
    this.ranges = ranges;
    this.nanoTime = nanoTime;
    this.toldAt = nanoTime.getAsLong();
    this.rateAt = toldAt;
    this.eventsAtRate = counters.events();
    counters.ranges.set(ranges);
    update(toDo, 0);
    log.info("Replay {}: {} of this task's {} ranges to go", name, toDo, ranges);
  }

  /**
   * Takes note of where the task is.
   *
   * @param toDo ranges that are not done
   * @param share how much of the one under way is
   */
  void tell(int toDo, double share) {
    update(toDo, share);
    long now = nanoTime.getAsLong();
    if (now - rateAt >= RATE_NANOS) {
      long events = counters.events();
      counters.eventsPerSecond.set((events - eventsAtRate) * 1_000_000_000L / (now - rateAt));
      rateAt = now;
      eventsAtRate = events;
    }
    if (now - toldAt >= INTERVAL_NANOS) {
      toldAt = now;
      log.info("Replay {}: {}", name, line());
    }
    if (toDo == 0) {
      log.info("Replay {}: this task's ranges are done; {}", name, line());
    }
  }

  private String line() {
    return "%d events since the start of the task, %d streams, %.1f %% of its part of the token ring, %d events/s"
        .formatted(
            counters.events(),
            counters.streams(),
            counters.perMille() / 10.0,
            counters.eventsPerSecond());
  }

  private void update(int toDo, double share) {
    counters.rangesDone.set(ranges - toDo);
    double done = ranges == 0 ? 1 : (ranges - toDo + share) / ranges;
    counters.perMille.set(Math.round(1_000 * Math.max(0, Math.min(1, done))));
  }
}
