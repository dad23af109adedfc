package dev.annals.store.log;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import dev.annals.store.cql.Cql;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Reads rows of one bucket of {@code refused}. */
final class SelectRefused {
  private static final String CQL =
      """
      SELECT position, body FROM refused
      WHERE source = :source AND bucket = :bucket
        AND position >= :first_position AND position <= :last_position
      """;

  /** A row may be as large as a record of Kafka. */
  private static final int PAGE_ROWS = 100;

  private final Cql cql;
  private final PreparedStatement statement;

  private SelectRefused(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  static CompletionStage<SelectRefused> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new SelectRefused(cql, statement));
  }

  CompletionStage<List<Refusal>> execute(SourcePosition from, long to) {
    Source source = from.source();
    return Rows.all(
        cql,
        cql.serialRead(
            statement
                .bind()
                .setString("source", source.text())
                .setLong("bucket", Segment.bucketOf(from.position()))
                .setLong("first_position", from.position())
                .setLong("last_position", to)
                .setPageSize(PAGE_ROWS)),
        row -> refusal(source, row));
  }

  /** The refusal in a row that has its position and its body. */
  static Refusal refusal(Source source, Row row) {
    ByteBuffer body = Objects.requireNonNullElse(row.getByteBuffer("body"), ByteBuffer.allocate(0));
    return RefusalCodec.decode(new SourcePosition(source, row.getLong("position")), body);
  }
}
