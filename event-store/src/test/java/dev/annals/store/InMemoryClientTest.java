package dev.annals.store;

import dev.annals.model.store.EventStore;
import dev.annals.model.store.Snapshots;
import dev.annals.testkit.store.EventStoreContract;
import dev.annals.testkit.store.InMemoryStore;
import org.junit.jupiter.api.AfterEach;

class InMemoryClientTest extends ClientContract {
  private final TestClock clock = new TestClock();
  private final InMemoryStore store =
      new InMemoryStore(EventStoreContract.LIMITS, EventStoreContract.SHARDS, clock);

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  EventStore store() {
    return store;
  }

  @Override
  Snapshots snapshots() {
    return store.snapshots();
  }

  @Override
  TestClock clock() {
    return clock;
  }
}
