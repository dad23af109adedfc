package dev.annals.store.payload;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.annals.model.store.SchemaUse;
import dev.annals.store.cql.Cql;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * Writes a row of {@code schema_uses}, unless one is there that was seen earlier.
 *
 * <p>The negated time is the write's timestamp, so for Cassandra the earliest row is the newest. By
 * the clock each task that starts would push the time on, and two tasks with different schemas
 * would take turns at being the newest.
 */
final class InsertSchemaUse {
  private static final String CQL =
      """
      INSERT INTO schema_uses (entity_type, event_type, schema_version, schema_id, seen)
      VALUES (:entity_type, :event_type, :schema_version, :schema_id, :seen)
      USING TIMESTAMP :timestamp
      """;

  private final Cql cql;
  private final PreparedStatement statement;

  private InsertSchemaUse(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  static CompletionStage<InsertSchemaUse> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new InsertSchemaUse(cql, statement));
  }

  CompletionStage<Void> execute(SchemaUse use, Instant seen) {
    return cql.write(
            statement
                .bind()
                .setString("entity_type", use.entityType())
                .setString("event_type", use.eventType())
                .setInt("schema_version", use.schemaVersion())
                .setString("schema_id", use.schemaId())
                .setInstant("seen", seen)
                .setLong("timestamp", -seen.toEpochMilli()))
        .thenAccept(written -> {});
  }
}
