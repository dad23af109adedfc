package dev.annals.store.stream;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.Source;
import dev.annals.model.StreamId;
import dev.annals.model.decision.Register;
import dev.annals.model.decision.SeenEvent;
import dev.annals.store.cql.Cql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Reads what a transaction depends on: the statics of a bucket and its newest events, together. */
final class SelectBucket {
  private static final String CQL =
      """
      SELECT version, event_id, source, position, head, sources, closed, first
      FROM events WHERE entity_type = ? AND entity_id = ? AND bucket = ?
      ORDER BY version DESC LIMIT ?
      """;

  private final Cql cql;
  private final PreparedStatement prepared;

  private SelectBucket(Cql cql, PreparedStatement prepared) {
    this.cql = cql;
    this.prepared = prepared;
  }

  static CompletionStage<SelectBucket> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(prepared -> new SelectBucket(cql, prepared));
  }

  CompletionStage<Bucket> read(StreamId stream, long bucket, int limit) {
    return cql.read(bind(stream, bucket, limit)).thenApply(rows -> collect(stream, bucket, rows));
  }

  CompletionStage<Bucket> serialRead(StreamId stream, long bucket, int limit) {
    return cql.serialRead(bind(stream, bucket, limit))
        .thenApply(rows -> collect(stream, bucket, rows));
  }

  /** One page, so that statics and rows are of one read. */
  private BoundStatement bind(StreamId stream, long bucket, int limit) {
    return prepared
        .bind(stream.entityType(), stream.entityId(), bucket, limit)
        .setPageSize(limit + 1);
  }

  private static Bucket collect(StreamId stream, long bucket, AsyncResultSet rows) {
    List<SeenEvent> newest = new ArrayList<>();
    boolean open = false;
    long head = 0;
    long first = 0;
    boolean closed = false;
    Map<Source, Register> registers = Map.of();
    for (Row row : rows.currentPage()) {
      if (!open) {
        open = true;
        head = row.getLong("head");
        first = row.getLong("first");
        closed = row.getBoolean("closed");
        registers = Registers.read(row);
      }
      if (!row.isNull("version")) {
        newest.add(
            new SeenEvent(row.getLong("version"), EventColumns.eventId(row), EventColumns.at(row)));
      }
    }
    return new Bucket(stream, bucket, open, head, closed, registers, first, newest);
  }
}
