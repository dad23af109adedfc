package dev.annals.model.store;

import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a reducer made of the events of a stream up to a version. Whoever makes it makes the same.
 *
 * @param stream whose
 * @param reducer which made it, as it was then
 * @param version of the last event that went into it, from 1
 * @param last the id of that event, where it is known: where another one stands at the version, as
 *     after the restore of an older backup, the snapshot is of other events than the stream's
 * @param state what came out, in the form that the reducer writes
 * @param takenAt when, by the clock of who wrote it last, to the millisecond; for people
 */
public record Snapshot(
    StreamId stream,
    ReducerId reducer,
    long version,
    @Nullable EventId last,
    Bytes state,
    Instant takenAt) {
  /** The largest state, as for an append: a row that Cassandra reads and repairs at once. */
  public static final int MAX_STATE_BYTES = 1 << 20;

  /**
   * Checks version, size and that it fits a partition key, else {@link IllegalArgumentException};
   * drops what is finer than a millisecond.
   */
  public Snapshot {
    if (version < 1) {
      throw new IllegalArgumentException(
          "a snapshot is of a version from 1: %s@%d".formatted(stream, version));
    }
    if (state.size() > MAX_STATE_BYTES) {
      throw new IllegalArgumentException(
          "the state of %s@%d by reducer %s has %,d bytes, but a snapshot at most %,d: keep less in it"
              .formatted(stream, version, reducer, state.size(), MAX_STATE_BYTES));
    }
    if (!reducer.fitsBeside(stream)) {
      throw new IllegalArgumentException(
          "the id of stream %s is too long for snapshots by reducer %s".formatted(stream, reducer));
    }
    takenAt = Instant.ofEpochMilli(takenAt.toEpochMilli());
  }

  /** A snapshot of which it is not known which event is its last. */
  public Snapshot(StreamId stream, ReducerId reducer, long version, Bytes state, Instant takenAt) {
    this(stream, reducer, version, null, state, takenAt);
  }

  /** The same, now that it is known which event is its last. */
  public Snapshot after(RecordedEvent event) {
    return new Snapshot(stream, reducer, version, event.event().id(), state, takenAt);
  }

  /** Whether the event at its version is its last one, as far as that is known. */
  public boolean isOf(RecordedEvent event) {
    return event.version() == version && (last == null || last.equals(event.event().id()));
  }
}
