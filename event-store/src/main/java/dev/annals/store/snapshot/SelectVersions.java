package dev.annals.store.snapshot;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.StreamId;
import dev.annals.store.cql.Cql;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads from {@code snapshots} the versions of all definitions of a reducer: few rows each. */
final class SelectVersions {
  private static final String CQL =
      """
      SELECT version FROM snapshots
      %s
      """
          .formatted(SnapshotKey.PARTITION);

  private final Cql cql;
  private final PreparedStatement statement;

  private SelectVersions(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  static CompletionStage<SelectVersions> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new SelectVersions(cql, statement));
  }

  /** The highest at or below a version. */
  CompletionStage<OptionalLong> newest(StreamId stream, String reducer, long atMost) {
    return cql.read(
            statement
                .boundStatementBuilder()
                .setString("entity_type", stream.entityType())
                .setString("entity_id", stream.entityId())
                .setString("reducer", reducer)
                .build())
        .thenCompose(page -> newest(page, atMost, OptionalLong.empty()));
  }

  private CompletionStage<OptionalLong> newest(
      AsyncResultSet page, long atMost, OptionalLong before) {
    OptionalLong newest = before;
    for (Row row : page.currentPage()) {
      long version = row.getLong("version");
      if (version <= atMost && version > newest.orElse(0)) {
        newest = OptionalLong.of(version);
      }
    }
    if (!page.hasMorePages()) {
      return CompletableFuture.completedStage(newest);
    }
    OptionalLong soFar = newest;
    return cql.nextPage(page).thenCompose(next -> newest(next, atMost, soFar));
  }
}
