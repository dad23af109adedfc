package dev.annals.store;

import dev.annals.model.store.EventStore;
import dev.annals.model.store.OutcomeLog;
import dev.annals.store.cql.StoreListener;
import dev.annals.testkit.store.EventStoreContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class CassandraStoreIT extends EventStoreContract {
  private static final List<CassandraStore> OPENED = new ArrayList<>();

  @BeforeAll
  static void open_a_store() {
    TestKeyspace keyspace = new TestKeyspace("contract");
    OPENED.add(CassandraStore.open(keyspace.settings(), StoreListener.NONE).join());
    OPENED.add(CassandraStore.open(keyspace.settings(), StoreListener.NONE).join());
  }

  @AfterAll
  static void close_it() {
    OPENED.forEach(CassandraStore::close);
    OPENED.clear();
  }

  @Override
  protected EventStore store() {
    return OPENED.get(0);
  }

  @Override
  protected OutcomeLog log() {
    return OPENED.get(0).log();
  }

  @Override
  protected EventStore anotherClient() {
    return OPENED.get(1);
  }
}
