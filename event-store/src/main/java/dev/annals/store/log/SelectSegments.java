package dev.annals.store.log;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.Source;
import dev.annals.model.store.Segment;
import dev.annals.store.cql.Cql;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Reads segments of one bucket of {@code log}. */
final class SelectSegments {
  private static final String CQL =
      """
      SELECT first, upto, prev, body FROM log
      WHERE shard = :shard AND source = :source AND bucket = :bucket AND first >= :first
      LIMIT :max_rows
      """;

  /** Segments of 1 MiB, before compression: what a page takes on the way stays bounded. */
  private static final int PAGE_ROWS = 16;

  private final Cql cql;
  private final PreparedStatement statement;

  private SelectSegments(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  static CompletionStage<SelectSegments> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new SelectSegments(cql, statement));
  }

  CompletionStage<List<Segment>> execute(
      int shard, Source source, long bucket, long firstAtLeast, int limit) {
    return Rows.all(
        cql,
        cql.read(
            statement
                .bind()
                .setInt("shard", shard)
                .setString("source", source.text())
                .setLong("bucket", bucket)
                .setLong("first", firstAtLeast)
                .setInt("max_rows", limit)
                .setPageSize(PAGE_ROWS)),
        row -> segment(shard, source, row));
  }

  private static Segment segment(int shard, Source source, Row row) {
    ByteBuffer body = Objects.requireNonNullElse(row.getByteBuffer("body"), ByteBuffer.allocate(0));
    return SegmentCodec.decode(shard, source, SelectRanges.range(row), body);
  }
}
