package dev.annals.store.payload;

import dev.annals.model.store.SchemaUse;
import dev.annals.model.store.Schemas;
import dev.annals.model.store.StoredSchema;
import dev.annals.store.cql.Cql;
import dev.annals.store.schema.SchemaFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The schemas of one keyspace. Remembers nothing: whoever asks does. Thread-safe. */
public final class CassandraSchemas implements Schemas {
  private final InsertSchema insert;
  private final SelectSchema select;
  private final InsertSchemaUse insertUse;
  private final SelectSchemaUses selectUses;

  private CassandraSchemas(
      InsertSchema insert,
      SelectSchema select,
      InsertSchemaUse insertUse,
      SelectSchemaUses selectUses) {
    this.insert = insert;
    this.select = select;
    this.insertUse = insertUse;
    this.selectUses = selectUses;
  }

  /** The statements that create the tables. */
  public static List<String> schema() {
    return List.of(
        SchemaFile.read(CassandraSchemas.class, "schemas.cql", Map.of()),
        SchemaFile.read(CassandraSchemas.class, "schema_uses.cql", Map.of()));
  }

  /** Opens the schemas of a store whose tables are there. */
  public static CompletionStage<CassandraSchemas> open(Cql cql) {
    CompletableFuture<InsertSchema> insert = InsertSchema.prepare(cql).toCompletableFuture();
    CompletableFuture<SelectSchema> select = SelectSchema.prepare(cql).toCompletableFuture();
    CompletableFuture<InsertSchemaUse> use = InsertSchemaUse.prepare(cql).toCompletableFuture();
    CompletableFuture<SelectSchemaUses> uses = SelectSchemaUses.prepare(cql).toCompletableFuture();
    return CompletableFuture.allOf(insert, select, use, uses)
        .thenApply(
            all -> new CassandraSchemas(insert.join(), select.join(), use.join(), uses.join()));
  }

  @Override
  public CompletionStage<Void> write(StoredSchema schema) {
    return insert.execute(schema);
  }

  @Override
  public CompletionStage<Optional<StoredSchema>> find(String id) {
    return select.execute(id);
  }

  @Override
  public CompletionStage<Void> write(SchemaUse use, Instant seen) {
    return insertUse.execute(use, seen);
  }

  @Override
  public CompletionStage<Optional<SchemaUse>> newest(
      String entityType, String eventType, int atMost) {
    return selectUses.newest(entityType, eventType, atMost);
  }
}
