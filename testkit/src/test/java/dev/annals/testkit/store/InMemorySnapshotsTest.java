package dev.annals.testkit.store;

import dev.annals.model.store.Snapshots;
import org.junit.jupiter.api.AfterEach;

/** The contract of snapshots, kept in memory. */
class InMemorySnapshotsTest extends SnapshotsContract {
  private final InMemoryStore store =
      new InMemoryStore(EventStoreContract.LIMITS, EventStoreContract.SHARDS);

  @Override
  protected Snapshots snapshots() {
    return store.snapshots();
  }

  @AfterEach
  void close() {
    store.close();
  }
}
