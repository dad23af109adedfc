package dev.annals.source.replay;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a task's replay did and where it stands, in numbers for a metrics board. Thread-safe. */
public final class ReplayCounters {
  final LongAdder events = new LongAdder();
  final AtomicLong streams = new AtomicLong();
  final AtomicLong ranges = new AtomicLong();
  final AtomicLong rangesDone = new AtomicLong();
  final AtomicLong perMille = new AtomicLong();
  final AtomicLong eventsPerSecond = new AtomicLong();
  private volatile boolean finished;

  /** Events replayed since the task started. */
  public long events() {
    return events.sum();
  }

  /** Streams of which something was replayed, those before the task started included. */
  public long streams() {
    return streams.get();
  }

  /** Ranges of this task. */
  public long ranges() {
    return ranges.get();
  }

  /** Those of them that are done. */
  public long rangesDone() {
    return rangesDone.get();
  }

  /** How much of this task's ranges is done, from 0 to 1,000. */
  public long perMille() {
    return perMille.get();
  }

  /** Events in a second, lately. */
  public long eventsPerSecond() {
    return eventsPerSecond.get();
  }

  /** 1 if the replay is over, in all tasks; else 0. */
  public long finishedGauge() {
    return finished ? 1 : 0;
  }

  /** The replay is over, in all tasks. */
  public void finish() {
    finished = true;
    eventsPerSecond.set(0);
  }
}
