package dev.annals.model.store;

import dev.annals.model.StreamId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * The snapshots of streams. They may be lost at any time: what they hold is in the events, too,
 * except where a stream was truncated. Thread-safe.
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
   * The version of the newest snapshot by any definition of a reducer; empty where there is none.
   *
   * @param reducer its name
   * @param atMost the highest version to look at
   */
  CompletionStage<OptionalLong> newestVersion(StreamId stream, String reducer, long atMost);

  /**
   * Removes all but the newest snapshots.
   *
   * @param keep how many stay, from 1, else {@link IllegalArgumentException}
   * @param atMost the highest version that counts: those above it are let alone, and take no place.
   *     They may be of versions that the stream does not have any more, as after the restore of an
   *     older backup
   */
  CompletionStage<Void> prune(StreamId stream, ReducerId reducer, int keep, long atMost);

  /**
   * Removes what other reducers of this name made: those it was before it was changed. A name is
   * one reducer's at a time; who uses two definitions side by side gives them two names.
   */
  CompletionStage<Void> forgetOthers(StreamId stream, ReducerId reducer);

  /**
   * Removes them all: of a reducer that nobody uses any more.
   *
   * @param reducer its name
   */
  CompletionStage<Void> forget(StreamId stream, String reducer);
}
