package dev.annals.store.log;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.Source;
import dev.annals.store.cql.Cql;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Changes the owner of a bucket of {@code refused}, where it is who it is thought to be. */
final class UpdateOwner {
  private static final String CQL =
      """
      UPDATE refused SET owner = :owner WHERE source = :source AND bucket = :bucket
      IF owner = :present
      """;

  private final Cql cql;
  private final PreparedStatement statement;

  private UpdateOwner(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  static CompletionStage<UpdateOwner> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new UpdateOwner(cql, statement));
  }

  /** Returns who owns it then. */
  CompletionStage<Optional<UUID>> execute(
      Source source, long bucket, @Nullable UUID present, UUID owner) {
    return cql.conditional(
            statement
                .bind()
                .setString("source", source.text())
                .setLong("bucket", bucket)
                .setUuid("present", present)
                .setUuid("owner", owner))
        .thenApply(answer -> ownerAfter(answer, owner));
  }

  private static Optional<UUID> ownerAfter(AsyncResultSet answer, UUID owner) {
    if (answer.wasApplied()) {
      return Optional.of(owner);
    }
    // An absent partition answers with [applied] alone.
    Row row = answer.one();
    return row == null || !row.getColumnDefinitions().contains("owner")
        ? Optional.empty()
        : Optional.ofNullable(row.getUuid("owner"));
  }
}
