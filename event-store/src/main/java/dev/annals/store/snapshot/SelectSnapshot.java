package dev.annals.store.snapshot;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.store.Snapshot;
import dev.annals.store.cql.Cql;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads the newest row of {@code snapshots} at or below a version. */
final class SelectSnapshot {
  private static final String CQL =
      """
      SELECT version, last, state, taken_at FROM snapshots
      %s AND version <= :at_most LIMIT 1
      """
          .formatted(SnapshotKey.WHERE);

  private final Cql cql;
  private final PreparedStatement statement;

  private SelectSnapshot(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  static CompletionStage<SelectSnapshot> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new SelectSnapshot(cql, statement));
  }

  CompletionStage<Optional<Snapshot>> execute(SnapshotKey key, long atMost) {
    return cql.read(key.bind(statement).setLong("at_most", atMost).build())
        .thenApply(rows -> Optional.ofNullable(rows.one()).map(row -> snapshot(key, row)));
  }

  private static Snapshot snapshot(SnapshotKey key, Row row) {
    ByteBuffer state = Objects.requireNonNull(row.getByteBuffer("state"), "state");
    String last = row.getString("last");
    return new Snapshot(
        key.stream(),
        key.reducer(),
        row.getLong("version"),
        last == null ? null : new EventId(last),
        Bytes.copyOf(state),
        Objects.requireNonNullElse(row.getInstant("taken_at"), Instant.EPOCH));
  }
}
