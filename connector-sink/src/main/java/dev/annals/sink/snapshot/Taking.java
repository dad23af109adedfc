package dev.annals.sink.snapshot;

import dev.annals.model.StreamId;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.Snapshot;
import dev.annals.model.store.SnapshotProof;
import dev.annals.model.store.Snapshots;
import dev.annals.model.store.StoreException;
import dev.annals.reduce.Fold;
import dev.annals.reduce.ReduceException;
import dev.annals.reduce.State;
import dev.annals.store.load.Loader;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How one snapshot is taken: look for the one before, load, write, and remove what is too old.
 * Thread-safe.
 */
final class Taking {
  private final Fold fold;
  private final int keep;
  private final Snapshots snapshots;
  private final SnapshotProof proof;
  private final Loader loader;
  private final Executor thread;
  private final InstantSource clock;
  private final BooleanSupplier stopped;

  /**
   * Snapshots by one reducer.
   *
   * @param thread where states are computed
   * @param stopped looked at before anything is written
   */
  Taking(
      Fold fold,
      int keep,
      EventStore events,
      Snapshots snapshots,
      Executor thread,
      InstantSource clock,
      BooleanSupplier stopped) {
    this.fold = fold;
    this.keep = keep;
    this.snapshots = snapshots;
    this.proof = new SnapshotProof(events);
    this.loader = new Loader(events, snapshots, thread);
    this.thread = thread;
    this.clock = clock;
    this.stopped = stopped;
  }

  /**
   * Takes the snapshot of a stream at a version that it has.
   *
   * @return whether it was written; not where it is there already. Fails where it cannot be taken
   */
  CompletionStage<Boolean> take(StreamId stream, long version) {
    return CompletableFuture.supplyAsync(() -> snapshots.newest(stream, fold.id(), version), thread)
        .thenCompose(found -> found)
        .thenComposeAsync(before -> take(stream, version, before), thread);
  }

  private CompletionStage<Boolean> take(StreamId stream, long version, Optional<Snapshot> before) {
    if (before.isPresent() && before.get().version() == version) {
      // Of another task, or of this one before its record was delivered again.
      return proof
          .holds(before.get())
          .thenCompose(
              holds ->
                  holds ? CompletableFuture.completedStage(false) : load(stream, version, before));
    }
    return load(stream, version, before);
  }

  private CompletionStage<Boolean> load(StreamId stream, long version, Optional<Snapshot> before) {
    return loader
        .loadAt(stream, version, fold)
        .thenCompose(state -> keep(state, version, before.isPresent()));
  }

  private CompletionStage<Boolean> keep(State state, long version, boolean hasOlder) {
    Snapshot snapshot;
    try {
      if (state.version() != version) {
        throw new ReduceException(
            "%s ends at version %d: the events up to %d are not there"
                .formatted(state.stream(), state.version(), version));
      }
      snapshot = fold.snapshot(state, clock.instant());
    } catch (ReduceException reason) {
      return CompletableFuture.failedStage(reason);
    }
    StreamId stream = state.stream();
    return unlessStopped(() -> snapshots.write(snapshot))
        .thenCompose(
            written ->
                unlessStopped(
                    () ->
                        hasOlder
                            ? snapshots.prune(stream, fold.id(), keep, version)
                            : forgetOthers(stream, version)))
        .thenApply(removed -> true);
  }

  /**
   * After the first snapshot by this definition of the reducer, those by others go. Not before: the
   * stream may be truncated meanwhile, and an older snapshot be all there is. For the same reason
   * not if another one is newer, as where two sinks have different rules. Who dies in between
   * leaves rows that nobody reads.
   */
  private CompletionStage<Void> forgetOthers(StreamId stream, long version) {
    return snapshots
        .newestVersion(stream, fold.id().name(), Long.MAX_VALUE)
        .thenCompose(
            newest ->
                newest.orElse(version) > version
                    ? CompletableFuture.allOf()
                    : snapshots.forgetOthers(stream, fold.id()));
  }

  private CompletionStage<Void> unlessStopped(Supplier<CompletionStage<Void>> change) {
    return stopped.getAsBoolean()
        ? CompletableFuture.failedStage(
            new StoreException.Closed("the task ended before the snapshot was written"))
        : change.get();
  }
}
