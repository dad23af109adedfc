package dev.annals.store.snapshot;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.annals.model.StreamId;
import dev.annals.model.store.ReducerId;

/** The partition of a stream's snapshots by one reducer. */
record SnapshotKey(StreamId stream, ReducerId reducer) {
  /** Names its columns as they stand in a WHERE. */
  static final String WHERE =
      "WHERE entity_type = :entity_type AND entity_id = :entity_id AND reducer = :reducer";

  /** Whether Cassandra takes such a key; else no snapshot was ever written there. */
  boolean fits() {
    return reducer.fitsBeside(stream);
  }

  BoundStatementBuilder bind(PreparedStatement statement) {
    return statement
        .boundStatementBuilder()
        .setString("entity_type", stream.entityType())
        .setString("entity_id", stream.entityId())
        .setString("reducer", reducer.text());
  }
}
