package dev.annals.store.log;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.Source;
import dev.annals.model.store.SegmentRange;
import dev.annals.store.cql.Cql;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Reads where the segments of one bucket of {@code log} lie. */
final class SelectRanges {
  private static final String CQL =
      """
      SELECT first, upto, prev FROM log
      WHERE shard = :shard AND source = :source AND bucket = :bucket
      """;

  private final Cql cql;
  private final PreparedStatement statement;

  private SelectRanges(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  static CompletionStage<SelectRanges> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new SelectRanges(cql, statement));
  }

  CompletionStage<List<SegmentRange>> execute(int shard, Source source, long bucket) {
    return Rows.all(
        cql,
        cql.read(
            statement
                .bind()
                .setInt("shard", shard)
                .setString("source", source.text())
                .setLong("bucket", bucket)),
        SelectRanges::range);
  }

  /** The range in a row that has its three columns. */
  static SegmentRange range(Row row) {
    return new SegmentRange(row.getLong("first"), row.getLong("upto"), row.getLong("prev"));
  }
}
