package dev.annals.store.client;

import dev.annals.model.Bytes;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.ReducerId;
import dev.annals.model.store.Snapshot;
import dev.annals.model.store.Snapshots;
import dev.annals.store.client.SnapshotOutcome.Refused;
import dev.annals.store.client.SnapshotOutcome.Written;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Writes snapshots of versions that their streams have, and no others. */
record SnapshotWriting(EventStore store, Snapshots snapshots, Clock clock) {
  /**
   * How many an application's own reducer leaves in a stream, as by record: the newest, and the one
   * before for who reads just then. Nobody else removes them (BOUNDED).
   */
  static final int KEPT = 2;

  CompletionStage<SnapshotOutcome> write(
      StreamId stream, ReducerId reducer, long version, Bytes state) {
    Snapshot snapshot;
    try {
      snapshot = new Snapshot(stream, reducer, version, state, clock.instant());
    } catch (IllegalArgumentException reason) {
      return refused(String.valueOf(reason.getMessage()));
    }
    return store
        .read(ReadRequest.forwards(stream, version, 1))
        .thenCompose(
            page ->
                has(page, version)
                    ? replace(snapshot.after(page.events().get(0)))
                    : notThere(snapshot, page));
  }

  private CompletionStage<SnapshotOutcome> replace(Snapshot snapshot) {
    return write(snapshot)
        .thenCompose(
            written ->
                store
                    .head(snapshot.stream())
                    .thenCompose(
                        head -> snapshots.prune(snapshot.stream(), snapshot.reducer(), KEPT, head))
                    .thenApply(pruned -> written));
  }

  /** Writes what is known to be of a version that is there. */
  CompletionStage<SnapshotOutcome> write(Snapshot snapshot) {
    return snapshots.write(snapshot).thenApply(done -> new Written(snapshot));
  }

  static CompletionStage<SnapshotOutcome> refused(String message) {
    return CompletableFuture.completedStage(new Refused(message));
  }

  private static boolean has(EventPage page, long version) {
    return !page.events().isEmpty() && page.events().get(0).version() == version;
  }

  private CompletionStage<SnapshotOutcome> notThere(Snapshot snapshot, EventPage page) {
    String what = "a snapshot of " + snapshot.stream() + "@" + snapshot.version();
    if (page.startsAt() > snapshot.version()) {
      return refused(
          "%s by reducer %s would be of no use: the stream starts at version %d"
              .formatted(what, snapshot.reducer(), page.startsAt()));
    }
    return store
        .head(snapshot.stream())
        .thenCompose(
            head ->
                refused(
                    "%s by reducer %s is of a version that is not there: the stream has %s"
                        .formatted(
                            what,
                            snapshot.reducer(),
                            head == 0 ? "no event" : "versions up to " + head)));
  }
}
