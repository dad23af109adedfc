package dev.annals.store.snapshot;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.annals.store.cql.Cql;
import java.util.concurrent.CompletionStage;

/** Deletes the rows of {@code snapshots} below a version, by one range tombstone. */
final class DeleteSnapshotsBelow {
  private static final String CQL =
      """
      DELETE FROM snapshots
      %s AND version < :version
      """
          .formatted(SnapshotKey.WHERE);

  private final Cql cql;
  private final PreparedStatement statement;

  private DeleteSnapshotsBelow(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  static CompletionStage<DeleteSnapshotsBelow> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new DeleteSnapshotsBelow(cql, statement));
  }

  CompletionStage<Void> execute(SnapshotKey key, long version) {
    return cql.write(key.bind(statement).setLong("version", version).build())
        .thenAccept(written -> {});
  }
}
