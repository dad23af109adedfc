package dev.annals.benchmarks.side;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An event as the row that the sink writes for it: the same columns, of the same size. */
final class EventRow {
  /** The columns beside the key. */
  static final String COLUMNS =
      "event_id, type, schema_version, content_type, payload, key, headers, recorded_at, source,"
          + " position, \"index\"";

  private EventRow() {}

  static BoundStatement bind(
      PreparedStatement statement, Round round, int event, long version, String source) {
    String entity = round.entity(event);
    BoundStatementBuilder row =
        statement
            .boundStatementBuilder()
            .setString("entity_type", Events.ENTITY_TYPE)
            .setString("entity_id", entity)
            .setLong("bucket", 0)
            .setLong("version", version)
            .setString("event_id", "/benchmarks " + Events.id(round, event))
            .setString("type", Events.TYPE)
            .setInt("schema_version", 1)
            .setString("content_type", "application/json")
            .setByteBuffer("payload", ByteBuffer.wrap(Events.value(event)))
            .setByteBuffer("key", StandardCharsets.UTF_8.encode(entity))
            .setByteBuffer("headers", ByteBuffer.wrap(Events.headers(round, event)))
            .setInstant("recorded_at", Instant.now().truncatedTo(ChronoUnit.MILLIS))
            .setString("source", source)
            .setLong("position", event)
            .setInt("event_index", 0);
    return row.build();
  }
}
