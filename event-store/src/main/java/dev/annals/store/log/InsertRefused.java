package dev.annals.store.log;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import dev.annals.store.cql.Cql;
import dev.annals.store.log.RefusedTable.Insertion;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Inserts a row into {@code refused}, where there is none and its owner still owns the bucket. */
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

  CompletionStage<Insertion> execute(UUID owner, Refusal refusal) {
    SourcePosition at = refusal.at();
    String source = at.source().text();
    long bucket = Segment.bucketOf(at.position());
    BatchStatement transaction =
        BatchStatement.newInstance(
            BatchType.UNLOGGED,
            checkOwner
                .bind()
                .setString("source", source)
                .setLong("bucket", bucket)
                .setUuid("owner", owner),
            RefusedColumns.of(refusal)
                .bindTo(insert.bind())
                .setString("source", source)
                .setLong("bucket", bucket)
                .setLong("position", at.position())
                .setByteBuffer("body", RefusalCodec.encode(refusal))
                .setInt("ttl", ttlSeconds));
    return cql.conditional(transaction).thenApply(answer -> insertion(answer, owner, at));
  }

  /**
   * A transaction that was refused answers with the whole row and the owner, with the owner alone
   * where no such row is, and with {@code [applied]} alone where the bucket has neither.
   */
  private static Insertion insertion(AsyncResultSet answer, UUID owner, SourcePosition at) {
    if (answer.wasApplied()) {
      return new Insertion.Inserted();
    }
    Row row = answer.one();
    if (row == null || !row.getColumnDefinitions().contains("owner")) {
      return new Insertion.NotOwner(Optional.empty());
    }
    Optional<UUID> present = Optional.ofNullable(row.getUuid("owner"));
    if (!present.equals(Optional.of(owner))) {
      return new Insertion.NotOwner(present);
    }
    return row.isNull("position") || row.getLong("position") != at.position() || row.isNull("body")
        ? new Insertion.Unclear()
        : new Insertion.Stands(SelectRefused.refusal(at.source(), row));
  }
}
