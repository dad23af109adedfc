package dev.annals.store.stream;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.annals.model.StreamId;
import dev.annals.store.cql.Cql;
import java.util.concurrent.CompletionStage;

/**
 * Advances {@code first} in one bucket, alone or together with the removal of the rows below a
 * version. A range delete has no condition of its own; in one batch it has that of {@code first},
 * which makes it part of a transaction like every other write to {@code events}.
 *
 * <p>{@code head != null} keeps it from opening a bucket.
 */
final class TruncateBucket {
  private static final String SET_FIRST =
      """
      UPDATE events SET first = :first
      WHERE entity_type = :entity_type AND entity_id = :entity_id AND bucket = :bucket
      IF first = :seen AND head != null
      """;

  private static final String REMOVE =
      """
      DELETE FROM events
      WHERE entity_type = ? AND entity_id = ? AND bucket = ? AND version < ?
      """;

  private final Cql cql;
  private final PreparedStatement setFirst;
  private final PreparedStatement remove;

  private TruncateBucket(Cql cql, PreparedStatement setFirst, PreparedStatement remove) {
    this.cql = cql;
    this.setFirst = setFirst;
    this.remove = remove;
  }

  static CompletionStage<TruncateBucket> prepare(Cql cql) {
    return cql.prepare(SET_FIRST)
        .thenCombine(
            cql.prepare(REMOVE), (setFirst, remove) -> new TruncateBucket(cql, setFirst, remove));
  }

  /** Whether it took hold; if not, the bucket's {@code first} is another, maybe this one. */
  CompletionStage<Boolean> setFirst(Bucket seen, long first) {
    return cql.conditional(bind(seen, first)).thenApply(AsyncResultSet::wasApplied);
  }

  /** Sets {@code first}, and removes the rows below a version; whether it took hold. */
  CompletionStage<Boolean> remove(Bucket seen, long first, long below) {
    StreamId stream = seen.stream();
    BatchStatement batch =
        BatchStatement.builder(DefaultBatchType.UNLOGGED)
            .addStatement(bind(seen, first))
            .addStatement(remove.bind(stream.entityType(), stream.entityId(), seen.number(), below))
            .build();
    return cql.conditional(batch).thenApply(AsyncResultSet::wasApplied);
  }

  private BoundStatement bind(Bucket seen, long first) {
    BoundStatementBuilder bound =
        setFirst
            .boundStatementBuilder()
            .setString("entity_type", seen.stream().entityType())
            .setString("entity_id", seen.stream().entityId())
            .setLong("bucket", seen.number())
            .setLong("first", first);
    return (seen.first() == 0 ? bound.setToNull("seen") : bound.setLong("seen", seen.first()))
        .build();
  }
}
