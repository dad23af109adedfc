package dev.annals.store.snapshot;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.store.cql.Cql;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads from {@code snapshots} which one is the oldest of so many, counted down from a version. */
final class SelectOldestKept {
  private static final String CQL =
      """
      SELECT version FROM snapshots
      %s AND version <= :at_most LIMIT :keep
      """
          .formatted(SnapshotKey.WHERE);

  private final Cql cql;
  private final PreparedStatement statement;

  private SelectOldestKept(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  static CompletionStage<SelectOldestKept> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new SelectOldestKept(cql, statement));
  }

  /** Its version; empty where there is no snapshot. */
  CompletionStage<OptionalLong> execute(SnapshotKey key, int keep, long atMost) {
    return cql.read(key.bind(statement).setInt("keep", keep).setLong("at_most", atMost).build())
        .thenCompose(page -> last(page, OptionalLong.empty()));
  }

  private CompletionStage<OptionalLong> last(AsyncResultSet page, OptionalLong before) {
    OptionalLong last = before;
    for (Row row : page.currentPage()) {
      last = OptionalLong.of(row.getLong("version"));
    }
    if (!page.hasMorePages()) {
      return CompletableFuture.completedStage(last);
    }
    OptionalLong soFar = last;
    return cql.nextPage(page).thenCompose(next -> last(next, soFar));
  }
}
