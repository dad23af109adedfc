package dev.annals.testkit.store;

import dev.annals.model.store.EventStore;
import dev.annals.model.store.OutcomeLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The contract of a store, kept in memory. */
class InMemoryEventStoreTest extends EventStoreContract {
  private final InMemoryStore store = new InMemoryStore(LIMITS, SHARDS);
  private final List<InMemoryStore> clients = new ArrayList<>(List.of(store));

  @Override
  protected EventStore store() {
    return store;
  }

  @Override
  protected OutcomeLog log() {
    return store.log();
  }

  @Override
  protected EventStore anotherClient() {
    InMemoryStore client = store.anotherClient();
    clients.add(client);
    return client;
  }

  @AfterEach
  void close() {
    clients.forEach(InMemoryStore::close);
  }
}
