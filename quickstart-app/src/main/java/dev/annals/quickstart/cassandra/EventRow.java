package dev.annals.quickstart.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.Bytes;
import dev.annals.model.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code events}, as far as the quickstart looks at it.
 *
 * @param head of the whole stream
 * @param source {@code name-partition@incarnation}
 */
public record EventRow(
    StreamId stream,
    long version,
    long head,
    String eventId,
    String type,
    @Nullable Bytes payload,
    @Nullable Bytes key,
    String source,
    long position) {
  static final String COLUMNS =
      "entity_type, entity_id, version, head, event_id, type, payload, key, source, position";

  static EventRow of(Row row) {
    return new EventRow(
        Columns.stream(row),
        row.getLong("version"),
        row.getLong("head"),
        Columns.text(row, "event_id"),
        Columns.text(row, "type"),
        Columns.bytes(row, "payload"),
        Columns.bytes(row, "key"),
        Columns.text(row, "source"),
        row.getLong("position"));
  }
}
