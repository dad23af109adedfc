package dev.annals.sink.snapshot;

import java.util.concurrent.atomic.LongAdder;

/** Counts the snapshots of one task since it started. Thread-safe. */
public final class SnapshotTally {
  /** Written. */
  public final LongAdder taken = new LongAdder();

  /** Not written: the reducer, the state or the store is the reason. */
  public final LongAdder failed = new LongAdder();

  /** Not even begun: too many streams waited. */
  public final LongAdder dropped = new LongAdder();

  /** Goes up and down: streams that wait for a snapshot, and those that get one. */
  public final LongAdder pending = new LongAdder();
}
