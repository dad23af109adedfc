package dev.annals.connector.store;

import dev.annals.store.cql.StoreListener;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people, once for each outage, that Cassandra cannot be reached. Thread-safe. */
public final class ConnectionNotice implements StoreListener {
  private static final Logger log = LoggerFactory.getLogger(ConnectionNotice.class);

  private final LongAdder retries = new LongAdder();
  private volatile boolean unreachable;

  @Override
  public void unreachable(String contactPoints, Throwable cause) {
    unreachable = true;
    log.warn(
        "Cassandra at {} does not answer; the task waits and goes on where it was: {}",
        contactPoints,
        cause.toString());
  }

  @Override
  public void reachable() {
    unreachable = false;
    log.info("Cassandra answers again");
  }

  @Override
  public void retrying() {
    retries.increment();
  }

  /** 1, or 0 during an outage. */
  public long reachableGauge() {
    return unreachable ? 0 : 1;
  }

  /** How many calls were sent again. */
  public long retries() {
    return retries.sum();
  }
}
