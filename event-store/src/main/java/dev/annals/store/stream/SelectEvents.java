package dev.annals.store.stream;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.store.cql.Cql;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Reads events of one bucket, in either direction. */
final class SelectEvents {
  private static final String FORWARDS =
      """
      SELECT version, %s FROM events
      WHERE entity_type = ? AND entity_id = ? AND bucket = ? AND version >= ?
      ORDER BY version ASC LIMIT ?
      """
          .formatted(EventColumns.NAMES);

  private static final String BACKWARDS =
      """
      SELECT version, %s FROM events
      WHERE entity_type = ? AND entity_id = ? AND bucket = ? AND version <= ?
      ORDER BY version DESC LIMIT ?
      """
          .formatted(EventColumns.NAMES);

  private final Cql cql;
  private final PreparedStatement forwards;
  private final PreparedStatement backwards;

  private SelectEvents(Cql cql, PreparedStatement forwards, PreparedStatement backwards) {
    this.cql = cql;
    this.forwards = forwards;
    this.backwards = backwards;
  }

  static CompletionStage<SelectEvents> prepare(Cql cql) {
    return cql.prepare(FORWARDS)
        .thenCombine(
            cql.prepare(BACKWARDS),
            (forwards, backwards) -> new SelectEvents(cql, forwards, backwards));
  }

  CompletionStage<List<RecordedEvent>> forwards(
      StreamId stream, long bucket, long from, int limit) {
    return read(forwards, stream, bucket, from, limit);
  }

  CompletionStage<List<RecordedEvent>> backwards(
      StreamId stream, long bucket, long from, int limit) {
    return read(backwards, stream, bucket, from, limit);
  }

  private CompletionStage<List<RecordedEvent>> read(
      PreparedStatement statement, StreamId stream, long bucket, long from, int limit) {
    List<RecordedEvent> events = new ArrayList<>();
    // Pages by rows cannot bound bytes; a small page keeps one answer below 100 events of 1 MiB.
    var bound =
        statement
            .bind(stream.entityType(), stream.entityId(), bucket, from, limit)
            .setPageSize(100);
    return Pages.forEach(cql, cql.read(bound), row -> events.add(EventColumns.read(stream, row)))
        .thenApply(done -> events);
  }
}
