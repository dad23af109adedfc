package dev.annals.store;

import dev.annals.model.store.Schemas;
import dev.annals.store.cql.StoreListener;
import dev.annals.testkit.store.SchemasContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class CassandraSchemasIT extends SchemasContract {
  private static final List<CassandraStore> OPENED = new ArrayList<>();

  @BeforeAll
  static void open_a_store() {
    TestKeyspace keyspace = new TestKeyspace("schemas_contract");
    OPENED.add(CassandraStore.open(keyspace.settings(), StoreListener.NONE).join());
  }

  @AfterAll
  static void close_it() {
    OPENED.forEach(CassandraStore::close);
    OPENED.clear();
  }

  @Override
  protected Schemas schemas() {
    return OPENED.get(0).schemas();
  }
}
