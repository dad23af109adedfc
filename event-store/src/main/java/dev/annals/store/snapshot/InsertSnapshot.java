package dev.annals.store.snapshot;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.annals.model.store.Snapshot;
import dev.annals.store.cql.Cql;
import java.util.concurrent.CompletionStage;

/** Writes a row of {@code snapshots}. */
final class InsertSnapshot {
  private static final String CQL =
      """
      INSERT INTO snapshots (entity_type, entity_id, reducer, fingerprint, version, last, state, taken_at)
      VALUES (:entity_type, :entity_id, :reducer, :fingerprint, :version, :last, :state, :taken_at)
      """;

  private final Cql cql;
  private final PreparedStatement statement;

  private InsertSnapshot(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  static CompletionStage<InsertSnapshot> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new InsertSnapshot(cql, statement));
  }

  CompletionStage<Void> execute(Snapshot snapshot) {
    return cql.write(
            new SnapshotKey(snapshot.stream(), snapshot.reducer())
                .bind(statement)
                .setLong("version", snapshot.version())
                .setString("last", snapshot.last() == null ? null : snapshot.last().text())
                .setByteBuffer("state", snapshot.state().toBuffer())
                .setInstant("taken_at", snapshot.takenAt())
                .build())
        .thenAccept(written -> {});
  }
}
