package dev.annals.store;

import dev.annals.model.store.EventStore;
import dev.annals.model.store.Snapshots;
import dev.annals.store.cql.StoreListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class CassandraClientIT extends ClientContract {
  private static final TestClock CLOCK = new TestClock();
  private static final List<CassandraStore> OPENED = new ArrayList<>();

  @BeforeAll
  static void open_a_store() {
    TestKeyspace keyspace = new TestKeyspace("client");
    OPENED.add(CassandraStore.open(keyspace.settings(), StoreListener.NONE, CLOCK).join());
  }

  @AfterAll
  static void close_it() {
    OPENED.forEach(CassandraStore::close);
    OPENED.clear();
  }

  @Override
  EventStore store() {
    return OPENED.get(0);
  }

  @Override
  Snapshots snapshots() {
    return OPENED.get(0).snapshots();
  }

  @Override
  TestClock clock() {
    return CLOCK;
  }
}
