package dev.annals.source.tail;

import java.time.Duration;
import java.util.Set;

/**
 * What a tail is told.
 *
 * @param shards the shards it owns
 * @param start where sources without an offset begin that exist when the tail starts; those that
 *     appear later begin at their first entry
 * @param outputs what is published beside accepted events
 * @param pollInterval how long progress is believed before it is read again
 * @param maxEvents how many events a batch has, unless a single entry has more; from 1
 * @param maxBufferedBytes how much is read ahead of what is published; one segment for a shard with
 *     nothing else is read in any case
 * @param maxEarly how many early positions a source should have in a shard; from 1
 */
public record TailSettings(
    Set<Integer> shards,
    Start start,
    Outputs outputs,
    Duration pollInterval,
    int maxEvents,
    long maxBufferedBytes,
    int maxEarly) {
  /** Offsets hold early positions as text, some 10 bytes each: 10 KB a record at most. */
  public static final int DEFAULT_MAX_EARLY = 1_000;

  /** Copies the set. */
  public TailSettings {
    shards = Set.copyOf(shards);
  }

  /** Where a source without an offset begins. */
  public enum Start {
    /** At the oldest entry that is still in the log. */
    LOG,
    /** At what is decided next; at the oldest entry if any of the tail's sources has an offset. */
    NOW
  }

  /** What is published beside accepted events. */
  public record Outputs(boolean rejected, boolean exceptions) {}
}
