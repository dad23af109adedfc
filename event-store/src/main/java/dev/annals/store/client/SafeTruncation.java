package dev.annals.store.client;

import dev.annals.model.StreamId;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.ReducerId;
import dev.annals.model.store.Snapshot;
import dev.annals.model.store.SnapshotProof;
import dev.annals.model.store.Snapshots;
import dev.annals.model.store.Truncation;
import dev.annals.reduce.Fold;
import dev.annals.reduce.ReduceException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Truncates streams whose state can be told without what is taken away. */
record SafeTruncation(EventStore store, Snapshots snapshots) {
  CompletionStage<Truncation> run(
      StreamId stream, long before, ReducerId reducer, Predicate<Snapshot> readable) {
    return store
        .head(stream)
        .thenCompose(
            head -> {
              if (before < 1 || before > head) {
                Truncation refused = Truncation.refused(stream, before, head);
                return CompletableFuture.completedStage(refused);
              }
              // A snapshot beyond the head, as in a backup that was restored, is of no use.
              return snapshots
                  .newest(stream, reducer, head)
                  .thenCompose(
                      newest ->
                          isGood(newest, before, readable)
                              .thenCompose(
                                  good ->
                                      good
                                          ? store.truncate(stream, before)
                                          : noSnapshot(
                                              stream, before, head, reducer, newest, readable)));
            });
  }

  private CompletionStage<Boolean> isGood(
      Optional<Snapshot> newest, long before, Predicate<Snapshot> readable) {
    return newest
        .filter(there -> there.version() >= before && readable.test(there))
        .map(new SnapshotProof(store)::holds)
        .orElse(CompletableFuture.completedStage(false));
  }

  static boolean isReadable(Fold fold, Snapshot snapshot) {
    try {
      fold.resume(snapshot);
      return true;
    } catch (ReduceException unreadable) {
      return false;
    }
  }

  private static CompletionStage<Truncation> noSnapshot(
      StreamId stream,
      long before,
      long head,
      ReducerId reducer,
      Optional<Snapshot> newest,
      Predicate<Snapshot> readable) {
    String there =
        newest.isEmpty()
            ? "none"
            : newest.get().version() < before
                ? "its newest is of version " + newest.get().version()
                : "the one of version "
                    + newest.get().version()
                    + (readable.test(newest.get())
                        ? " is of other events than the stream has"
                        : " cannot be read");
    Truncation refused =
        new Truncation.Refused(
            head,
            "%s cannot start at version %d: reducer %s has no snapshot there or above (%s); take one first"
                .formatted(stream, before, reducer, there));
    return CompletableFuture.completedStage(refused);
  }
}
