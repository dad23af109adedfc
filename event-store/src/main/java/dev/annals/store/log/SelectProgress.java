package dev.annals.store.log;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.Source;
import dev.annals.model.store.Progress;
import dev.annals.store.cql.Cql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Reads the rows of {@code progress} of one source name. */
final class SelectProgress {
  private static final String CQL =
      """
      SELECT source, upto, last_ends, mapping, newest, updated_at FROM progress WHERE name = :name
      """;

  private final Cql cql;
  private final PreparedStatement statement;

  private SelectProgress(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  static CompletionStage<SelectProgress> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new SelectProgress(cql, statement));
  }

  CompletionStage<List<Progress>> execute(String name) {
    return Rows.all(
        cql, cql.read(statement.bind().setString("name", name)), SelectProgress::progress);
  }

  private static Progress progress(Row row) {
    return new Progress(
        Source.parse(Objects.requireNonNull(row.getString("source"))),
        row.getLong("upto"),
        Objects.requireNonNullElse(
            row.getMap("last_ends", Integer.class, Long.class), Map.<Integer, Long>of()),
        Objects.requireNonNullElse(row.getString("mapping"), ""),
        row.getInstant("newest"),
        Objects.requireNonNullElse(row.getInstant("updated_at"), Instant.EPOCH));
  }
}
