package dev.annals.faults.rig;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.Source;
import dev.annals.faults.history.StreamName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Where the events of a store came from, and how far progress tells of them. */
final class StoredEvents {
  private final Map<Source, Long> upto = new HashMap<>();
  private final Map<StreamName, TreeMap<Long, Position>> streams = new HashMap<>();

  private StoredEvents() {}

  /** As they are now: progress first, so that it may be behind, and is never ahead. */
  static StoredEvents of(Rig rig) {
    StoredEvents stored = new StoredEvents();
    CqlSession cql = rig.cql();
    for (Row row : cql.execute("SELECT source, upto FROM %s.progress".formatted(rig.keyspace()))) {
      stored.upto.put(Source.parse(text(row, "source")), row.getLong("upto"));
    }
    for (Row row :
        cql.execute(
            "SELECT entity_type, entity_id, version, source, position FROM %s.events"
                .formatted(rig.keyspace()))) {
      if (!row.isNull("version")) {
        StreamName stream = new StreamName(text(row, "entity_type"), text(row, "entity_id"));
        Position at = Position.of(Source.parse(text(row, "source")), row.getLong("position"));
        stored
            .streams
            .computeIfAbsent(stream, none -> new TreeMap<>())
            .put(row.getLong("version"), at);
      }
    }
    return stored;
  }

  private static String text(Row row, String column) {
    return Objects.requireNonNull(row.getString(column), column);
  }

  private boolean isLogged(Position at) {
    return at.offset() < upto.getOrDefault(at.source(), 0L);
  }

  /** How many events progress does not tell of. */
  long notLogged() {
    return streams.values().stream()
        .flatMap(versions -> versions.values().stream())
        .filter(at -> !isLogged(at))
        .count();
  }

  /** How many events came from these topics. */
  long accepted(List<String> topics) {
    return streams.values().stream()
        .flatMap(versions -> versions.values().stream())
        .filter(at -> topics.contains(at.topic()))
        .count();
  }

  /** How many events progress tells of, while it does not of the one before in the stream. */
  long loggedBeforeTheirPredecessors() {
    long count = 0;
    for (TreeMap<Long, Position> versions : streams.values()) {
      for (Map.Entry<Long, Position> version : versions.entrySet()) {
        Position before = versions.get(version.getKey() - 1);
        count += before != null && !isLogged(before) && isLogged(version.getValue()) ? 1 : 0;
      }
    }
    return count;
  }
}
