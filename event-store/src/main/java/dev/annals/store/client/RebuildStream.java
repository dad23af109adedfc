package dev.annals.store.client;

import dev.annals.model.StreamId;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.Snapshot;
import dev.annals.model.store.SnapshotProof;
import dev.annals.model.store.Snapshots;
import dev.annals.reduce.Fold;
import dev.annals.reduce.ReduceException;
import dev.annals.reduce.SnapshotRule;
import dev.annals.reduce.State;
import dev.annals.store.load.Loader;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Gives one stream the snapshot that its rule wants it to have: the one at the last multiple of
 * {@code every}, as the sink would have taken it. Then, and only then, older ones go.
 */
record RebuildStream(
    EventStore store, Snapshots snapshots, Loader loader, SnapshotRule rule, Fold fold) {
  /** Whether one was written; fails with what kept it from being made. */
  CompletionStage<Boolean> run(StreamId stream) {
    return store
        .head(stream)
        .thenCompose(
            head -> {
              long wanted = rule.boundary(head);
              return wanted == 0
                  ? CompletableFuture.completedStage(false)
                  : snapshots
                      .newest(stream, fold.id(), head)
                      .thenCompose(
                          newest ->
                              newest
                                  .filter(there -> isFit(there, wanted))
                                  .map(new SnapshotProof(store)::holds)
                                  .orElse(CompletableFuture.completedStage(false)))
                      .thenCompose(
                          fit ->
                              fit ? removeOthers(stream, head, false) : make(stream, wanted, head));
            });
  }

  private boolean isFit(Snapshot snapshot, long wanted) {
    return snapshot.version() >= wanted && SafeTruncation.isReadable(fold, snapshot);
  }

  private CompletionStage<Boolean> make(StreamId stream, long version, long head) {
    return loader
        .loadAt(stream, version, fold)
        .thenCompose(this::write)
        .thenCompose(done -> removeOthers(stream, head, true));
  }

  private CompletionStage<Void> write(State state) {
    try {
      return snapshots.write(fold.snapshot(state, Instant.now()));
    } catch (ReduceException reason) {
      return CompletableFuture.failedStage(reason);
    }
  }

  private CompletionStage<Boolean> removeOthers(StreamId stream, long head, boolean written) {
    return snapshots
        .prune(stream, fold.id(), rule.keep(), head)
        .thenCompose(done -> snapshots.forgetOthers(stream, fold.id()))
        .thenApply(done -> written);
  }
}
