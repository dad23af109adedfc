package dev.annals.store.stream;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.store.cql.Cql;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Reads events of one bucket, in either direction. */
final class SelectEvents {
  /** Rows cannot bound bytes; a small page keeps one answer below 100 events of 1 MiB. */
  static final int PAGE_ROWS = 100;

  private static final String FORWARDS =
      """
      SELECT version, first, %s FROM events
      WHERE entity_type = ? AND entity_id = ? AND bucket = ? AND version >= ?
      ORDER BY version ASC LIMIT ?
      """
          .formatted(EventColumns.NAMES);

  private static final String BACKWARDS =
      """
      SELECT version, first, %s FROM events
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

  CompletionStage<Found> forwards(StreamId stream, long bucket, long from, int limit) {
    return read(forwards, stream, bucket, from, limit);
  }

  CompletionStage<Found> backwards(StreamId stream, long bucket, long from, int limit) {
    return read(backwards, stream, bucket, from, limit);
  }

  private CompletionStage<Found> read(
      PreparedStatement statement, StreamId stream, long bucket, long from, int limit) {
    Collected collected = new Collected(stream);
    var bound =
        statement
            .bind(stream.entityType(), stream.entityId(), bucket, from, limit)
            .setPageSize(PAGE_ROWS);
    return Pages.forEach(cql, cql.read(bound), collected::add)
        .thenApply(done -> new Found(collected.first, collected.events));
  }

  /**
   * What a query found.
   *
   * @param first of the bucket, see {@link Bucket}; 0 where there is no event, too
   */
  record Found(long first, List<RecordedEvent> events) {}

  private static final class Collected {
    private final StreamId stream;
    private final List<RecordedEvent> events = new ArrayList<>();
    private long first;

    Collected(StreamId stream) {
      this.stream = stream;
    }

    void add(Row row) {
      if (events.isEmpty()) {
        first = row.getLong("first");
      }
      events.add(EventColumns.read(stream, row));
    }
  }
}
