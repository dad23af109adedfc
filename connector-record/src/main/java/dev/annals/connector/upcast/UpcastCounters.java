package dev.annals.connector.upcast;

import java.util.concurrent.atomic.LongAdder;

/** What upcasting did since a task started, in numbers for a metrics board. Thread-safe. */
public final class UpcastCounters {
  final LongAdder upcast = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder failed = new LongAdder();

  /** Stored events that were published in another shape, whatever the number of their parts. */
  public long upcast() {
    return upcast.sum();
  }

  /** Stored events that rules dropped. */
  public long dropped() {
    return dropped.sum();
  }

  /** Stored events whose upcast failed. */
  public long failed() {
    return failed.sum();
  }
}
