package dev.annals.store.log;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.Source;
import dev.annals.store.cql.Cql;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Reads who owns a bucket of {@code refused}. */
final class SelectOwner {
  private static final String CQL =
      """
      SELECT DISTINCT owner FROM refused WHERE source = :source AND bucket = :bucket
      """;

  private final Cql cql;
  private final PreparedStatement statement;

  private SelectOwner(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  static CompletionStage<SelectOwner> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new SelectOwner(cql, statement));
  }

  CompletionStage<Optional<UUID>> execute(Source source, long bucket) {
    return cql.serialRead(
            statement.bind().setString("source", source.text()).setLong("bucket", bucket))
        .thenApply(SelectOwner::ownerIn);
  }

  private static Optional<UUID> ownerIn(AsyncResultSet answer) {
    Row row = answer.one();
    return row == null ? Optional.empty() : Optional.ofNullable(row.getUuid("owner"));
  }
}
