package dev.annals.model.store;

import dev.annals.model.StreamId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The snapshots of streams. They may be lost at any time: what they hold is in the events, too.
 * Thread-safe.
 */
public interface Snapshots {
  /**
   * Writes a snapshot. Writing it again, as two who race do, changes nothing but the time at which
   * it was taken. Whether the stream has that version is for the caller to know.
   */
  CompletionStage<Void> write(Snapshot snapshot);

  /**
   * The newest snapshot of this very reducer.
   *
   * @param atMost the highest version to look at; {@link Long#MAX_VALUE} for any
   */
  CompletionStage<Optional<Snapshot>> newest(StreamId stream, ReducerId reducer, long atMost);

  /**
   * Removes all but the newest snapshots.
   *
   * @param keep how many stay, from 1, else {@link IllegalArgumentException}
   */
  CompletionStage<Void> prune(StreamId stream, ReducerId reducer, int keep);

  /** Removes them all: for a reducer that nobody uses any more. */
  CompletionStage<Void> forget(StreamId stream, ReducerId reducer);
}
