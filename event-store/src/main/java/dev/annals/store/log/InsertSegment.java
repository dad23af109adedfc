package dev.annals.store.log;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.annals.model.store.Segment;
import dev.annals.store.cql.Cql;
import java.util.concurrent.CompletionStage;

/** Inserts a segment into {@code log}. */
final class InsertSegment {
  /** Says how long the row lives, so that a changed retention holds for what is written then. */
  private static final String CQL =
      """
      INSERT INTO log (shard, source, bucket, first, upto, prev, count, body)
      VALUES (:shard, :source, :bucket, :first, :upto, :prev, :count, :body)
      USING TTL :ttl
      """;

  private final Cql cql;
  private final PreparedStatement statement;
  private final int ttlSeconds;

  private InsertSegment(Cql cql, PreparedStatement statement, int ttlSeconds) {
    this.cql = cql;
    this.statement = statement;
    this.ttlSeconds = ttlSeconds;
  }

  static CompletionStage<InsertSegment> prepare(Cql cql, int ttlSeconds) {
    return cql.prepare(CQL).thenApply(statement -> new InsertSegment(cql, statement, ttlSeconds));
  }

  CompletionStage<Void> execute(Segment segment) {
    return cql.write(
            statement
                .bind()
                .setInt("shard", segment.shard())
                .setString("source", segment.source().text())
                .setLong("bucket", segment.bucket())
                .setLong("first", segment.first())
                .setLong("upto", segment.upto())
                .setLong("prev", segment.previous())
                .setInt("count", segment.entries().size())
                .setByteBuffer("body", SegmentCodec.encode(segment))
                .setInt("ttl", ttlSeconds))
        .thenAccept(written -> {});
  }
}
