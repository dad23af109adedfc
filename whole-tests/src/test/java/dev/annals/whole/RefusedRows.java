package dev.annals.whole;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The table {@code refused}, looked at past the store. */
final class RefusedRows {
  private static final Map<Whole, RefusedRows> OPEN = new HashMap<>();

  private final CqlSession session;
  private final String keyspace;

  private RefusedRows(CqlSession session, String keyspace) {
    this.session = session;
    this.keyspace = keyspace;
  }

  static synchronized RefusedRows of(Whole whole) {
    return OPEN.computeIfAbsent(whole, one -> new RefusedRows(one.session(), one.keyspace()));
  }

  /** The ids of what was refused of a topic, as the store knows them. */
  List<String> ids(String topic) {
    List<String> ids = new ArrayList<>();
    for (Row row : select("source, event_ids")) {
      if (source(row).startsWith(topic + "-")) {
        ids.addAll(Objects.requireNonNull(row.getList("event_ids", String.class)));
      }
    }
    return ids;
  }

  /** Who may refuse events of a topic now, by source. */
  Map<String, UUID> owners(String topic) {
    Map<String, UUID> owners = new HashMap<>();
    for (Row row : select("DISTINCT source, bucket, owner")) {
      if (source(row).startsWith(topic + "-")) {
        owners.put(source(row), Objects.requireNonNull(row.getUuid("owner")));
      }
    }
    return owners;
  }

  /** Waits for the session where Cassandra was restarted and has its other clients back already. */
  private List<Row> select(String what) {
    return Awaitility.await("Cassandra answers")
        .atMost(Duration.ofSeconds(30))
        .ignoreException(NoNodeAvailableException.class)
        .until(
            () -> session.execute("SELECT " + what + " FROM " + keyspace + ".refused").all(),
            rows -> true);
  }

  private static String source(Row row) {
    return Objects.requireNonNull(row.getString("source"));
  }
}
