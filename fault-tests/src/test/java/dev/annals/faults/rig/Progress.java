package dev.annals.faults.rig;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.faults.history.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** How far sources are decided, as the store has it. */
final class Progress {
  private final CqlSession cql;
  private final String keyspace;

  Progress(CqlSession cql, String keyspace) {
    this.cql = cql;
    this.keyspace = keyspace;
  }

  /** Of each source that has progress at all. */
  Map<Source, Long> upto() {
    Map<Source, Long> upto = new HashMap<>();
    String select = "SELECT source, upto FROM %s.progress".formatted(keyspace);
    for (Row row : Patience.ask(() -> cql.execute(select).all())) {
      upto.merge(
          Source.parse(Objects.requireNonNull(row.getString("source"))),
          row.getLong("upto"),
          Math::max);
    }
    return upto;
  }

  /** Returns when more is decided than now; somebody has to go on asking. */
  void awaitMore() {
    long decided = sum();
    Tasks.await("more is decided than %d requests".formatted(decided)).until(() -> sum() > decided);
  }

  private long sum() {
    return upto().values().stream().mapToLong(Long::longValue).sum();
  }
}
