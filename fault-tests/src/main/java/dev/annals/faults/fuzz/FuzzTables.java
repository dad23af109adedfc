package dev.annals.faults.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.annals.faults.history.Source;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Shows an audit the tables of a store, by CQL of its own and page by page.
 *
 * @param session of the caller's, who closes it; reads at a quorum
 */
public record FuzzTables(CqlSession session, String keyspace) {
  /** Rows of up to 1 MiB, though few of them. */
  private static final int PAGE = 200;

  private static final long BEGINNING = -1;

  /** A slice of the log of one source. */
  private record Slice(Source source, int shard) {}

  private record Segment(long prev, int count) {}

  /** Shows all that is there. */
  public void show(Audit audit) {
    for (Row row :
        select(
            "entity_type, entity_id, version, source, position, \"index\", first, event_id, type,"
                + " content_type, attributes, payload, key, headers",
            "events")) {
      if (!row.isNull("version")) {
        audit.see(event(row));
      }
    }
    for (Row row : select("source, position, outcome, entity_id, event_ids", "refused")) {
      if (!row.isNull("position")) { // else it is the owner's alone
        audit.seeRefused(refused(row));
      }
    }
    for (Row row : select("reducer, fingerprint, state", "snapshots")) {
      String state = new String(Objects.requireNonNull(bytes(row, "state")), UTF_8);
      String number = text(row, "fingerprint");
      if (!state.equals("state of " + number)) {
        audit.complain("the snapshot %s has another state".formatted(number));
      }
      audit.seeSnapshot(Long.parseLong(number));
    }
    showLog(audit);
  }

  private void showLog(Audit audit) {
    Map<Slice, Map<Long, Segment>> log = new HashMap<>();
    for (Row row : select("shard, source, upto, prev, count", "log")) {
      Segment segment = new Segment(row.getLong("prev"), row.getInt("count"));
      // Of those that end alike, after a restart, the one that leads back furthest has them all.
      log.computeIfAbsent(new Slice(source(row), row.getInt("shard")), slice -> new HashMap<>())
          .merge(
              row.getLong("upto"),
              segment,
              (one, other) -> one.prev() < other.prev() ? one : other);
    }
    Map<Source, Row> progress = new HashMap<>();
    select("*", "progress").forEach(row -> progress.put(source(row), row));
    for (Map.Entry<Source, Row> one : progress.entrySet()) {
      long count = 0;
      Map<Integer, Long> ends =
          Objects.requireNonNull(one.getValue().getMap("last_ends", Integer.class, Long.class));
      for (Map.Entry<Integer, Long> end : ends.entrySet()) {
        Slice slice = new Slice(one.getKey(), end.getKey());
        count += count(audit, slice, log.getOrDefault(slice, Map.of()), end.getValue());
      }
      audit.seeEnd(one.getKey().partition(), one.getValue().getLong("upto"), count);
    }
    if (progress.size() != audit.lanes()) {
      audit.complain("there is progress of %s only".formatted(progress.keySet()));
    }
  }

  private static long count(Audit audit, Slice slice, Map<Long, Segment> segments, long end) {
    long count = 0;
    for (long upto = end; upto != BEGINNING; ) {
      Segment segment = segments.get(upto);
      if (segment == null || segment.prev() >= upto) {
        audit.complain(
            "%s has no segment that ends at %d, or it leads back".formatted(slice, upto));
        return count;
      }
      count += segment.count();
      upto = segment.prev();
    }
    return count;
  }

  /** How many records are decided. */
  public long decided() {
    long decided = 0;
    for (Row row : select("*", "progress")) {
      decided += row.getLong("upto");
    }
    return decided;
  }

  private Iterable<Row> select(String columns, String table) {
    String cql = "SELECT %s FROM %s.%s".formatted(columns, keyspace, table);
    return session.execute(SimpleStatement.newInstance(cql).setPageSize(PAGE));
  }

  private static EventSeen event(Row row) {
    PackedHeaders headers =
        PackedHeaders.read(Objects.requireNonNull(row.getByteBuffer("headers"), "headers"));
    Map<String, String> attributes = row.getMap("attributes", String.class, String.class);
    FuzzedEvent event =
        new FuzzedEvent(
            text(row, "entity_type"),
            text(row, "entity_id"),
            text(row, "event_id"),
            text(row, "type"),
            row.getString("content_type"),
            attributes == null ? Map.of() : attributes,
            bytes(row, "payload"));
    return new EventSeen(
        source(row).partition(),
        row.getLong("position"),
        row.getLong("version"),
        row.getInt("index"),
        row.isNull("first") ? null : row.getLong("first"),
        event,
        bytes(row, "key"),
        headers.headers(),
        headers.timestamp());
  }

  private static RefusedSeen refused(Row row) {
    List<String> ids = row.getList("event_ids", String.class);
    return new RefusedSeen(
        source(row).partition(),
        row.getLong("position"),
        Outcome.valueOf(text(row, "outcome").toUpperCase(Locale.ROOT)),
        row.getString("entity_id"),
        ids == null ? 0 : ids.size());
  }

  private static Source source(Row row) {
    return Source.parse(text(row, "source"));
  }

  private static String text(Row row, String column) {
    return Objects.requireNonNull(row.getString(column), column);
  }

  private static byte @Nullable [] bytes(Row row, String column) {
    ByteBuffer buffer = row.getByteBuffer(column);
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
