package dev.annals.store.stream;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.annals.model.StreamId;
import dev.annals.model.decision.SeenEvent;
import dev.annals.store.cql.Cql;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Walks back through one bucket: the ids of events and where they came from, without payloads. */
final class SelectOrigins {
  private static final String CQL =
      """
      SELECT version, event_id, source, position FROM events
      WHERE entity_type = ? AND entity_id = ? AND bucket = ? AND version <= ?
      ORDER BY version DESC
      """;

  private static final int PAGE_ROWS = 500;

  private final Cql cql;
  private final PreparedStatement prepared;

  private SelectOrigins(Cql cql, PreparedStatement prepared) {
    this.cql = cql;
    this.prepared = prepared;
  }

  static CompletionStage<SelectOrigins> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(prepared -> new SelectOrigins(cql, prepared));
  }

  /**
   * Hands events over, from a version down, until one is answered with false.
   *
   * @return whether the bucket's beginning was reached
   */
  CompletionStage<Boolean> walkBack(
      StreamId stream, long bucket, long from, Predicate<SeenEvent> consumer) {
    BoundStatement bound =
        prepared.bind(stream.entityType(), stream.entityId(), bucket, from).setPageSize(PAGE_ROWS);
    return Pages.whileTrue(
        cql,
        cql.serialRead(bound),
        row ->
            consumer.test(
                new SeenEvent(
                    row.getLong("version"), EventColumns.eventId(row), EventColumns.at(row))));
  }
}
