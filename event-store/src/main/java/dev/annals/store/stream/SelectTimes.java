package dev.annals.store.stream;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.StreamId;
import dev.annals.store.cql.Cql;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Walks forwards through one bucket: when each event was appended, without anything else. */
final class SelectTimes {
  private static final String CQL =
      """
      SELECT version, recorded_at FROM events
      WHERE entity_type = ? AND entity_id = ? AND bucket = ? AND version >= ?
      ORDER BY version ASC
      """;

  /** Rows of some 20 bytes; Cassandra passes over their payloads, which may be large. */
  private static final int PAGE_ROWS = 1_000;

  private final Cql cql;
  private final PreparedStatement prepared;

  private SelectTimes(Cql cql, PreparedStatement prepared) {
    this.cql = cql;
    this.prepared = prepared;
  }

  static CompletionStage<SelectTimes> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(prepared -> new SelectTimes(cql, prepared));
  }

  /**
   * Hands rows over, from a version on, until one is answered with false.
   *
   * @return whether the bucket's end was reached
   */
  CompletionStage<Boolean> walk(StreamId stream, long bucket, long from, Predicate<Row> consumer) {
    BoundStatement bound =
        prepared.bind(stream.entityType(), stream.entityId(), bucket, from).setPageSize(PAGE_ROWS);
    return Pages.whileTrue(cql, cql.read(bound), consumer);
  }
}
