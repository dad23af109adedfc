package dev.annals.source;

import dev.annals.connector.store.StoreConnection;
import dev.annals.testkit.store.InMemoryStore;
import java.util.concurrent.CompletableFuture;

/** A connection to a store in memory, or one that never comes about. */
final class FakeConnection implements StoreConnection {
  private final CompletableFuture<Open> opened;

  FakeConnection(InMemoryStore store) {
    this(
        CompletableFuture.completedFuture(
            new Open(store, store.log(), store.schemas(), store.snapshots())));
  }

  FakeConnection(CompletableFuture<Open> opened) {
    this.opened = opened;
  }

  @Override
  public CompletableFuture<Open> opened() {
    return opened;
  }

  @Override
  public void close() {
    if (!opened.cancel(true) && !opened.isCompletedExceptionally()) {
      opened.join().events().close();
    }
  }
}
