package dev.annals.testkit.store;

import dev.annals.model.store.Schemas;
import org.junit.jupiter.api.AfterEach;

/** The contract of schemas, kept in memory. */
class InMemorySchemasTest extends SchemasContract {
  private final InMemoryStore store =
      new InMemoryStore(EventStoreContract.LIMITS, EventStoreContract.SHARDS);

  @Override
  protected Schemas schemas() {
    return store.schemas();
  }

  @AfterEach
  void close() {
    store.close();
  }
}
