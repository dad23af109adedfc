package dev.annals.benchmarks.side;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;

/** How far a sink is with a topic, over all its partitions. */
final class Progress {
  private static final long EVERY_MS = 10;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final CqlSession session;
  private final PreparedStatement select;
  private final String topic;

  Progress(CqlSession session, PreparedStatement select, String topic) {
    this.session = session;
    this.select = select;
    this.topic = topic;
  }

  /** Waits until so many positions are decided, and returns how many really are. */
  long awaitAtLeast(long wanted) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    long decided = decided();
    while (decided < wanted) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "%s: %d of %d decided after %s".formatted(topic, decided, wanted, LIMIT));
      }
      Thread.sleep(EVERY_MS);
      decided = decided();
    }
    return decided;
  }

  private long decided() {
    long sum = 0;
    for (Row row : session.execute(select.bind(topic))) {
      sum += row.getLong("upto");
    }
    return sum;
  }
}
