package dev.annals.store.cql;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;

/**
 * A commit level and the serial level that goes with it: the two are never mixed over one store.
 */
public enum ConsistencyPair {
  /** For a keyspace in one data centre. */
  LOCAL_QUORUM(DefaultConsistencyLevel.LOCAL_QUORUM, DefaultConsistencyLevel.LOCAL_SERIAL),
  /** For a keyspace that replicates to several data centres. */
  QUORUM(DefaultConsistencyLevel.QUORUM, DefaultConsistencyLevel.SERIAL);

  private final DefaultConsistencyLevel commit;
  private final DefaultConsistencyLevel serial;

  ConsistencyPair(DefaultConsistencyLevel commit, DefaultConsistencyLevel serial) {
    this.commit = commit;
    this.serial = serial;
  }

  ConsistencyLevel commit() {
    return commit;
  }

  ConsistencyLevel serial() {
    return serial;
  }

  /** Whether only the replicas of one data centre take part. */
  public boolean isLocal() {
    return this == LOCAL_QUORUM;
  }
}
