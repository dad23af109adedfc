package dev.annals.store.log;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.annals.model.Source;
import dev.annals.model.store.Progress;
import dev.annals.store.cql.Cql;
import java.util.concurrent.CompletionStage;

/**
 * Writes a row of {@code progress} over the one before it, unless that one is further.
 *
 * <p>The position is the write's timestamp, so for Cassandra the furthest row is the newest. By the
 * clock it would be the one written last: a zombie could take progress back after its successor had
 * nothing more to write, and the source would not publish what lies between; and a successor whose
 * clock is slow could not write at all. A transaction would do as well, at several times the cost.
 */
final class InsertProgress {
  private static final String CQL =
      """
      INSERT INTO progress (name, source, incarnation, upto, last_ends, mapping, newest, updated_at)
      VALUES (:name, :source, :incarnation, :upto, :last_ends, :mapping, :newest, :updated_at)
      USING TIMESTAMP :timestamp
      """;

  private final Cql cql;
  private final PreparedStatement statement;

  private InsertProgress(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  static CompletionStage<InsertProgress> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new InsertProgress(cql, statement));
  }

  CompletionStage<Void> execute(Progress progress) {
    Source source = progress.source();
    return cql.write(
            statement
                .bind()
                .setString("name", source.name())
                .setString("source", source.text())
                .setString("incarnation", source.incarnation())
                .setLong("upto", progress.upto())
                .setMap("last_ends", progress.lastEnds(), Integer.class, Long.class)
                .setString("mapping", progress.mapping())
                .setInstant("newest", progress.newestRecord())
                .setInstant("updated_at", progress.updatedAt())
                .setLong("timestamp", progress.upto()))
        .thenAccept(written -> {});
  }
}
