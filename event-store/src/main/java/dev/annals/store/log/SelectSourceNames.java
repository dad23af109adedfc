package dev.annals.store.log;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.annals.store.cql.Cql;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Reads the source names in {@code progress}, all over the ring. */
final class SelectSourceNames {
  private static final String CQL = "SELECT DISTINCT name FROM progress";

  private final Cql cql;
  private final PreparedStatement statement;

  private SelectSourceNames(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  static CompletionStage<SelectSourceNames> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new SelectSourceNames(cql, statement));
  }

  CompletionStage<List<String>> execute() {
    return Rows.all(
        cql, cql.read(statement.bind()), row -> Objects.requireNonNull(row.getString("name")));
  }
}
