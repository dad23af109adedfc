package dev.annals.store;

import dev.annals.model.store.Snapshots;
import dev.annals.store.cql.StoreListener;
import dev.annals.testkit.store.SnapshotsContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class CassandraSnapshotsIT extends SnapshotsContract {
  private static final List<CassandraStore> OPENED = new ArrayList<>();

  @BeforeAll
  static void open_a_store() {
    TestKeyspace keyspace = new TestKeyspace("snapshots_contract");
    OPENED.add(CassandraStore.open(keyspace.settings(), StoreListener.NONE).join());
  }

  @AfterAll
  static void close_it() {
    OPENED.forEach(CassandraStore::close);
    OPENED.clear();
  }

  @Override
  protected Snapshots snapshots() {
    return OPENED.get(0).snapshots();
  }
}
