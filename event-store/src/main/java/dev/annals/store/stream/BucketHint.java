package dev.annals.store.stream;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.StreamId;
import dev.annals.store.cql.Cql;
import java.util.concurrent.CompletionStage;

/**
 * Reads and writes where the newest bucket of a stream is: a hint, which may lag but never leads.
 */
final class BucketHint {
  private static final String SELECT =
      "SELECT bucket FROM streams WHERE entity_type = ? AND entity_id = ?";

  private static final String INSERT =
      "INSERT INTO streams (entity_type, entity_id, bucket) VALUES (?, ?, ?)";

  private final Cql cql;
  private final PreparedStatement select;
  private final PreparedStatement insert;

  private BucketHint(Cql cql, PreparedStatement select, PreparedStatement insert) {
    this.cql = cql;
    this.select = select;
    this.insert = insert;
  }

  static CompletionStage<BucketHint> prepare(Cql cql) {
    return cql.prepare(SELECT)
        .thenCombine(cql.prepare(INSERT), (select, insert) -> new BucketHint(cql, select, insert));
  }

  /** The newest bucket that is known to be open; 0 without a hint. */
  CompletionStage<Long> read(StreamId stream) {
    return cql.read(select.bind(stream.entityType(), stream.entityId()))
        .thenApply(
            rows -> {
              Row row = rows.one();
              return row == null ? 0L : row.getLong("bucket");
            });
  }

  CompletionStage<Void> write(StreamId stream, long bucket) {
    return cql.write(insert.bind(stream.entityType(), stream.entityId(), bucket))
        .thenApply(rows -> null);
  }
}
