package dev.annals.store.payload;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.store.SchemaUse;
import dev.annals.store.cql.Cql;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads {@code schema_uses} of one type, down to the highest schema version and no further. */
final class SelectSchemaUses {
  private static final String CQL =
      """
      SELECT schema_version, schema_id, seen FROM schema_uses
      WHERE entity_type = :entity_type AND event_type = :event_type AND schema_version <= :at_most
      """;

  private final Cql cql;
  private final PreparedStatement statement;

  private SelectSchemaUses(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  /** A row. */
  private record Seen(int version, String schemaId, Instant at) {
    static Seen of(Row row) {
      return new Seen(
          row.getInt("schema_version"),
          Objects.requireNonNull(row.getString("schema_id"), "schema_id"),
          Objects.requireNonNullElse(row.getInstant("seen"), Instant.EPOCH));
    }

    /** Rows come by version, then by id, the greatest first: of equal ones the first stays. */
    boolean isNewerThan(@Nullable Seen other) {
      return other == null || at.isAfter(other.at);
    }
  }

  static CompletionStage<SelectSchemaUses> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new SelectSchemaUses(cql, statement));
  }

  CompletionStage<Optional<SchemaUse>> newest(String entityType, String eventType, int atMost) {
    return cql.read(
            statement
                .bind()
                .setString("entity_type", entityType)
                .setString("event_type", eventType)
                .setInt("at_most", atMost))
        .thenCompose(page -> newest(page, null))
        .thenApply(
            newest ->
                newest.map(
                    seen -> new SchemaUse(entityType, eventType, seen.version(), seen.schemaId())));
  }

  private CompletionStage<Optional<Seen>> newest(AsyncResultSet page, @Nullable Seen before) {
    Seen newest = before;
    for (Row row : page.currentPage()) {
      Seen seen = Seen.of(row);
      if (newest != null && seen.version() < newest.version()) {
        return CompletableFuture.completedStage(Optional.of(newest));
      }
      newest = seen.isNewerThan(newest) ? seen : newest;
    }
    if (!page.hasMorePages()) {
      return CompletableFuture.completedStage(Optional.ofNullable(newest));
    }
    Seen soFar = newest;
    return cql.nextPage(page).thenCompose(next -> newest(next, soFar));
  }
}
