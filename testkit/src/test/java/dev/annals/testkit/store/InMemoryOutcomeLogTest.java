package dev.annals.testkit.store;

import dev.annals.model.store.OutcomeLog;
import org.junit.jupiter.api.AfterEach;

/** The contract of a log, kept in memory. */
class InMemoryOutcomeLogTest extends OutcomeLogContract {
  private final InMemoryStore store =
      new InMemoryStore(EventStoreContract.LIMITS, EventStoreContract.SHARDS);

  @Override
  protected OutcomeLog log() {
    return store.log();
  }

  @AfterEach
  void close() {
    store.close();
  }
}
