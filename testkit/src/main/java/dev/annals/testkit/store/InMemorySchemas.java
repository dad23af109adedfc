package dev.annals.testkit.store;

import dev.annals.model.store.SchemaUse;
import dev.annals.model.store.Schemas;
import dev.annals.model.store.StoredSchema;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The schemas of {@link InMemoryStore}. */
final class InMemorySchemas implements Schemas {
  private final SchemaTables tables;
  private final ClientThread thread;

  InMemorySchemas(SchemaTables tables, ClientThread thread) {
    this.tables = tables;
    this.thread = thread;
  }

  @Override
  public CompletionStage<Void> write(StoredSchema schema) {
    return thread.run(() -> tables.write(schema));
  }

  @Override
  public CompletionStage<Optional<StoredSchema>> find(String id) {
    return thread.call(() -> Optional.ofNullable(tables.find(id)));
  }

  @Override
  public CompletionStage<Void> write(SchemaUse use, Instant seen) {
    return thread.run(() -> tables.write(use, seen));
  }

  @Override
  public CompletionStage<Optional<SchemaUse>> newest(
      String entityType, String eventType, int atMost) {
    return thread.call(() -> tables.newest(entityType, eventType, atMost));
  }
}
