package dev.annals.quickstart.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import java.util.List;

/**
 * A row of {@code refused}: what is not in a stream, and why. Texts are empty and numbers 0 where
 * the row has none.
 *
 * @param source {@code name-partition@incarnation}
 * @param outcome duplicate, rejected or undecodable
 */
public record RefusedRow(
    String source,
    long position,
    String outcome,
    String reason,
    String message,
    String entityType,
    String entityId,
    String expected,
    long actual,
    String rival,
    long firstVersion,
    List<String> eventIds) {
  static final String COLUMNS =
      "source, position, outcome, reason, message, entity_type, entity_id, expected, actual, rival,"
          + " first_version, event_ids";

  /** Copies the list. */
  public RefusedRow {
    eventIds = List.copyOf(eventIds);
  }

  static RefusedRow of(Row row) {
    List<String> ids = row.getList("event_ids", String.class);
    return new RefusedRow(
        Columns.text(row, "source"),
        row.getLong("position"),
        Columns.text(row, "outcome"),
        Columns.text(row, "reason"),
        Columns.text(row, "message"),
        Columns.text(row, "entity_type"),
        Columns.text(row, "entity_id"),
        Columns.text(row, "expected"),
        row.getLong("actual"),
        Columns.text(row, "rival"),
        row.getLong("first_version"),
        ids == null ? List.of() : ids);
  }
}
