package dev.annals.store.schema;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.annals.model.store.StoreException;
import dev.annals.model.store.StoreSettings;
import dev.annals.store.cql.ClusterSettings;
import dev.annals.store.cql.Cql;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The one row of the table {@code store}. */
final class StoreRow {
  static final int SCHEMA_VERSION = 2;

  private static final String SELECT =
      """
      SELECT id, schema_version, bucket_size, shards, consistency, local_datacenter
      FROM store WHERE name = 'annals'
      """;

  private static final String INSERT =
      """
      INSERT INTO store (name, id, schema_version, bucket_size, shards, consistency, local_datacenter, created_at)
      VALUES ('annals', ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS
      """;

  private final Cql cql;
  private final SchemaSettings settings;

  StoreRow(Cql cql, SchemaSettings settings) {
    this.cql = cql;
    this.settings = settings;
  }

  CompletionStage<StoreSettings> readOrCreate() {
    return read()
        .thenCompose(
            row -> {
              if (row != null) {
                return CompletableFuture.completedStage(compared(row));
              }
              // Whoever is first writes it; everybody reads what stands then.
              return create()
                  .thenCompose(written -> read())
                  .thenApply(
                      created -> {
                        if (created == null) {
                          throw new StoreException(
                              "the row of table store in keyspace %s is not there after it was written"
                                  .formatted(cql.settings().keyspace()));
                        }
                        return compared(created);
                      });
            });
  }

  private CompletionStage<@Nullable Row> read() {
    return cql.serialRead(SimpleStatement.newInstance(SELECT)).thenApply(AsyncResultSet::one);
  }

  private CompletionStage<AsyncResultSet> create() {
    ClusterSettings cluster = cql.settings();
    return cql.conditional(
        SimpleStatement.newInstance(
            INSERT,
            UUID.randomUUID(),
            SCHEMA_VERSION,
            settings.bucketSize(),
            settings.shards(),
            cluster.consistency().name(),
            cluster.consistency().isLocal() ? cluster.localDatacenter() : "",
            Instant.now()));
  }

  private StoreSettings compared(Row row) {
    ClusterSettings cluster = cql.settings();
    same("schema version", row.getInt("schema_version"), SCHEMA_VERSION, "the release of Annals");
    same("bucket size", row.getInt("bucket_size"), settings.bucketSize(), "stream.bucket.size");
    same("number of shards", row.getInt("shards"), settings.shards(), "log.shards");
    same(
        "consistency",
        String.valueOf(row.getString("consistency")),
        cluster.consistency().name(),
        "cassandra.consistency");
    if (cluster.consistency().isLocal()) {
      same(
          "data centre",
          String.valueOf(row.getString("local_datacenter")),
          cluster.localDatacenter(),
          "cassandra.local.datacenter");
    }
    UUID id = row.getUuid("id");
    if (id == null) {
      throw new StoreException("the row of table store has no id");
    }
    return new StoreSettings(id, settings.bucketSize(), settings.shards());
  }

  private void same(String what, Object stored, Object configured, String setting) {
    if (!stored.equals(configured)) {
      throw new StoreException(
          "the store in keyspace %s has %s %s, this client has %s: set %s to what the store has"
              .formatted(cql.settings().keyspace(), what, stored, configured, setting));
    }
  }
}
