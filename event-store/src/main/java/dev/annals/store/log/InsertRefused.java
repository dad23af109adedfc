package dev.annals.store.log;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.Source;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import dev.annals.store.cql.Cql;
import dev.annals.store.log.RefusedTable.Insertion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Inserts rows into {@code refused}, where none of them is there and their owner still owns the
 * bucket.
 */
final class InsertRefused {
  private static final String CHECK_OWNER =
      """
      UPDATE refused SET owner = :owner WHERE source = :source AND bucket = :bucket
      IF owner = :owner
      """;

  private static final String INSERT =
      """
      INSERT INTO refused (source, bucket, position, outcome, reason, message, entity_type,
        entity_id, expected, actual, rival, first_version, event_ids, types, payload, recorded_at,
        body)
      VALUES (:source, :bucket, :position, :outcome, :reason, :message, :entity_type, :entity_id,
        :expected, :actual, :rival, :first_version, :event_ids, :types, :payload, :recorded_at,
        :body)
      IF NOT EXISTS USING TTL :ttl
      """;

  private final Cql cql;
  private final PreparedStatement checkOwner;
  private final PreparedStatement insert;
  private final int ttlSeconds;

  private InsertRefused(
      Cql cql, PreparedStatement checkOwner, PreparedStatement insert, int ttlSeconds) {
    this.cql = cql;
    this.checkOwner = checkOwner;
    this.insert = insert;
    this.ttlSeconds = ttlSeconds;
  }

  static CompletionStage<InsertRefused> prepare(Cql cql, int ttlSeconds) {
    return cql.prepare(CHECK_OWNER)
        .thenCombine(
            cql.prepare(INSERT),
            (checkOwner, insert) -> new InsertRefused(cql, checkOwner, insert, ttlSeconds));
  }

  CompletionStage<Insertion> execute(UUID owner, List<Refusal> refusals) {
    Source source = refusals.get(0).at().source();
    long bucket = Segment.bucketOf(refusals.get(0).at().position());
    BatchStatementBuilder transaction =
        BatchStatement.builder(BatchType.UNLOGGED)
            .addStatement(
                checkOwner
                    .bind()
                    .setString("source", source.text())
                    .setLong("bucket", bucket)
                    .setUuid("owner", owner));
    for (Refusal refusal : refusals) {
      transaction.addStatement(bind(refusal, source, bucket));
    }
    return cql.conditional(transaction.build())
        .thenApply(answer -> insertion(answer, owner, source));
  }

  private BoundStatement bind(Refusal refusal, Source source, long bucket) {
    return RefusedColumns.of(refusal)
        .bindTo(insert.bind())
        .setString("source", source.text())
        .setLong("bucket", bucket)
        .setLong("position", refusal.at().position())
        .setByteBuffer("body", RefusalCodec.encode(refusal))
        .setInt("ttl", ttlSeconds);
  }

  /**
   * A transaction that was refused answers with the owner and each row that is there, with the
   * owner alone where none is, and with {@code [applied]} alone where the bucket has neither.
   */
  private static Insertion insertion(AsyncResultSet answer, UUID owner, Source source) {
    if (answer.wasApplied()) {
      return new Insertion.Inserted();
    }
    Optional<UUID> present = Optional.empty();
    Map<Long, Refusal> rows = new HashMap<>();
    for (Row row : answer.currentPage()) {
      if (!row.getColumnDefinitions().contains("owner")) {
        continue;
      }
      present = Optional.ofNullable(row.getUuid("owner"));
      if (!row.isNull("body")) {
        rows.put(row.getLong("position"), SelectRefused.refusal(source, row));
      }
    }
    return present.equals(Optional.of(owner))
        ? new Insertion.Stands(rows)
        : new Insertion.NotOwner(present);
  }
}
