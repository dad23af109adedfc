package dev.annals.connector.store;

import dev.annals.model.store.EventStore;
import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.Schemas;
import dev.annals.model.store.Snapshots;
import dev.annals.store.CassandraSettings;
import dev.annals.store.CassandraStore;
import dev.annals.store.cql.StoreListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store that is being opened, for as long as that takes, or is open. */
public interface StoreConnection extends AutoCloseable {
  /**
   * A store that can be reached.
   *
   * @param events keeps the streams
   * @param log keeps the outcomes
   * @param schemas keeps what payloads and keys were before they were bytes
   * @param snapshots keeps what reducers made of streams
   */
  record Open(EventStore events, OutcomeLog log, Schemas schemas, Snapshots snapshots) {}

  /** Completes once it is open; fails for what waiting does not mend. */
  CompletionStage<Open> opened();

  /** Gives up, or lets go of the store. */
  @Override
  void close();

  /** Begins to open a store in Cassandra. */
  static StoreConnection toCassandra(CassandraSettings settings, StoreListener listener) {
    CompletableFuture<CassandraStore> opening = CassandraStore.open(settings, listener);
    return new StoreConnection() {
      @Override
      public CompletionStage<Open> opened() {
        return opening.thenApply(
            store -> new Open(store, store.log(), store.schemas(), store.snapshots()));
      }

      @Override
      public void close() {
        if (!opening.cancel(true)) {
          opening.thenAccept(CassandraStore::close);
        }
      }
    };
  }
}
