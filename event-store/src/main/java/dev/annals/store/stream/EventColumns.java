package dev.annals.store.stream;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An event as the columns of its row, both ways. What is absent is left unset: no tombstones. */
final class EventColumns {
  /** All columns of an event but the key ones, as they stand in a SELECT. */
  static final String NAMES =
      "event_id, type, schema_version, schema_id, content_type, payload, attributes, key, headers,"
          + " event_time, recorded_at, source, position, \"index\"";

  private EventColumns() {}

  static BoundStatementBuilder bind(BoundStatementBuilder row, RecordedEvent recorded) {
    NewEvent event = recorded.event();
    BoundStatementBuilder bound =
        row.setString("event_id", event.id().text())
            .setString("type", event.type())
            .setInt("schema_version", event.schemaVersion())
            .setInstant("recorded_at", recorded.recordedAt())
            .setString("source", recorded.at().source().text())
            .setLong("position", recorded.at().position())
            .setInt("event_index", recorded.index());
    if (event.schemaId() != null) {
      bound = bound.setString("schema_id", event.schemaId());
    }
    if (event.contentType() != null) {
      bound = bound.setString("content_type", event.contentType());
    }
    if (!event.attributes().isEmpty()) {
      bound = bound.setMap("attributes", event.attributes(), String.class, String.class);
    }
    if (event.eventTime() != null) {
      bound = bound.setInstant("event_time", event.eventTime());
    }
    bound = bindBytes(bound, "payload", event.payload());
    bound = bindBytes(bound, "key", event.key());
    return bindBytes(bound, "headers", event.headers());
  }

  private static BoundStatementBuilder bindBytes(
      BoundStatementBuilder row, String column, @Nullable Bytes bytes) {
    return bytes == null ? row : row.setByteBuffer(column, bytes.toBuffer());
  }

  /** The event of a row that was selected with {@code version} and {@link #NAMES}. */
  static RecordedEvent read(StreamId stream, Row row) {
    Map<String, String> attributes = row.getMap("attributes", String.class, String.class);
    NewEvent event =
        new NewEvent(
            eventId(row),
            Objects.requireNonNull(row.getString("type"), "type"),
            row.getInt("schema_version"),
            row.getString("schema_id"),
            row.getString("content_type"),
            bytes(row, "payload"),
            attributes == null ? Map.of() : attributes,
            bytes(row, "key"),
            bytes(row, "headers"),
            row.getInstant("event_time"));
    Instant recordedAt = Objects.requireNonNull(row.getInstant("recorded_at"), "recorded_at");
    return new RecordedEvent(
        stream, row.getLong("version"), event, recordedAt, at(row), row.getInt("index"));
  }

  static EventId eventId(Row row) {
    return new EventId(Objects.requireNonNull(row.getString("event_id"), "event_id"));
  }

  static SourcePosition at(Row row) {
    String source = Objects.requireNonNull(row.getString("source"), "source");
    return new SourcePosition(Source.parse(source), row.getLong("position"));
  }

  private static @Nullable Bytes bytes(Row row, String column) {
    ByteBuffer buffer = row.getByteBuffer(column);
    return buffer == null ? null : Bytes.copyOf(buffer);
  }
}
