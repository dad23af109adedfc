package dev.annals.testkit.store;

import dev.annals.model.StreamId;
import dev.annals.model.store.ReducerId;
import dev.annals.model.store.Snapshot;
import dev.annals.model.store.Snapshots;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** The snapshots of {@link InMemoryStore}. */
final class InMemorySnapshots implements Snapshots {
  private final SnapshotTables tables;
  private final ClientThread thread;

  InMemorySnapshots(SnapshotTables tables, ClientThread thread) {
    this.tables = tables;
    this.thread = thread;
  }

  @Override
  public CompletionStage<Void> write(Snapshot snapshot) {
    return thread.run(() -> tables.write(snapshot));
  }

  @Override
  public CompletionStage<Optional<Snapshot>> newest(
      StreamId stream, ReducerId reducer, long atMost) {
    return thread.call(() -> tables.newest(stream, reducer, atMost));
  }

  @Override
  public CompletionStage<OptionalLong> newestVersion(StreamId stream, String reducer, long atMost) {
    return thread.call(() -> tables.newestVersion(stream, reducer, atMost));
  }

  @Override
  public CompletionStage<Void> prune(StreamId stream, ReducerId reducer, int keep, long atMost) {
    if (keep < 1) {
      throw new IllegalArgumentException(
          "at least one snapshot is kept, not %d: to remove all, forget them".formatted(keep));
    }
    return thread.run(() -> tables.prune(stream, reducer, keep, atMost));
  }

  @Override
  public CompletionStage<Void> forgetOthers(StreamId stream, ReducerId reducer) {
    return thread.run(() -> tables.forgetOthers(stream, reducer));
  }

  @Override
  public CompletionStage<Void> forget(StreamId stream, String reducer) {
    return thread.run(() -> tables.forget(stream, reducer));
  }
}
