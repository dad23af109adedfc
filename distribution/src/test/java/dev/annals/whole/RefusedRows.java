package dev.annals.whole;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

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
    for (Row row : session.execute("SELECT source, event_ids FROM " + keyspace + ".refused")) {
      if (source(row).startsWith(topic + "-")) {
        ids.addAll(Objects.requireNonNull(row.getList("event_ids", String.class)));
      }
    }
    return ids;
  }

  /** Who may refuse events of a topic now, by source. */
  Map<String, UUID> owners(String topic) {
    Map<String, UUID> owners = new HashMap<>();
    String cql = "SELECT DISTINCT source, bucket, owner FROM " + keyspace + ".refused";
    for (Row row : session.execute(cql)) {
      if (source(row).startsWith(topic + "-")) {
        owners.put(source(row), Objects.requireNonNull(row.getUuid("owner")));
      }
    }
    return owners;
  }

  private static String source(Row row) {
    return Objects.requireNonNull(row.getString("source"));
  }
}
