package dev.annals.source.tail;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a tail did and where it stands, in numbers for a metrics board. Thread-safe. */
public final class TailCounters {
  final LongAdder accepted = new LongAdder();
  final LongAdder early = new LongAdder();
  final LongAdder repaired = new LongAdder();
  final LongAdder rejected = new LongAdder();
  final LongAdder exceptions = new LongAdder();
  final LongAdder duplicates = new LongAdder();
  final AtomicLong lag = new AtomicLong();
  final AtomicLong earlyPositions = new AtomicLong();
  final AtomicLong bufferedBytes = new AtomicLong();
  final AtomicLong sources = new AtomicLong();

  /** Accepted events published since the task started. */
  public long accepted() {
    return accepted.sum();
  }

  /** Accepted events among them that were read from their stream, ahead of their own source. */
  public long early() {
    return early.sum();
  }

  /**
   * Events since the task started that were read from their streams since the log had lost them.
   */
  public long repaired() {
    return repaired.sum();
  }

  /** Rejected events since the task started. */
  public long rejected() {
    return rejected.sum();
  }

  /** Exceptions of facts since the task started. */
  public long exceptions() {
    return exceptions.sum();
  }

  /** Duplicates passed over since the task started. */
  public long duplicates() {
    return duplicates.sum();
  }

  /** Positions from what is published to the last entry, over all shards and sources. */
  public long lag() {
    return lag.get();
  }

  /** Early positions that offsets hold now. */
  public long earlyPositions() {
    return earlyPositions.get();
  }

  /** Bytes read ahead. */
  public long bufferedBytes() {
    return bufferedBytes.get();
  }

  /** Sources that are tailed, counted once. */
  public long sources() {
    return sources.get();
  }
}
