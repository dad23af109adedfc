package dev.annals.store.snapshot;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.annals.model.StreamId;
import dev.annals.store.cql.Cql;
import java.util.concurrent.CompletionStage;

/** Deletes a partition of {@code snapshots}. */
final class DeleteSnapshots {
  private static final String CQL = "DELETE FROM snapshots " + SnapshotKey.PARTITION;

  private final Cql cql;
  private final PreparedStatement statement;

  private DeleteSnapshots(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  static CompletionStage<DeleteSnapshots> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new DeleteSnapshots(cql, statement));
  }

  CompletionStage<Void> execute(StreamId stream, String reducer) {
    return cql.write(
            statement
                .boundStatementBuilder()
                .setString("entity_type", stream.entityType())
                .setString("entity_id", stream.entityId())
                .setString("reducer", reducer)
                .build())
        .thenAccept(written -> {});
  }
}
