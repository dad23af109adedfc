package dev.annals.store.snapshot;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.annals.model.StreamId;
import dev.annals.model.store.ReducerId;

/** Where in the partition of a stream and a reducer's name its snapshots stand. */
record SnapshotKey(StreamId stream, ReducerId reducer) {
  /** The partition, as it stands in a WHERE. */
  static final String PARTITION =
      "WHERE entity_type = :entity_type AND entity_id = :entity_id AND reducer = :reducer";

  /** Its rows of one definition. */
  static final String WHERE = PARTITION + " AND fingerprint = :fingerprint";

  /** Whether Cassandra takes such a key; else no snapshot was ever written there. */
  boolean fits() {
    return reducer.fitsBeside(stream);
  }

  BoundStatementBuilder bind(PreparedStatement statement) {
    return statement
        .boundStatementBuilder()
        .setString("entity_type", stream.entityType())
        .setString("entity_id", stream.entityId())
        .setString("reducer", reducer.name())
        .setString("fingerprint", reducer.fingerprint());
  }
}
