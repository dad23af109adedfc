package dev.annals.whole;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.Source;
import dev.annals.model.store.LogEntry;
import dev.annals.model.store.Progress;
import dev.annals.model.store.Segment;
import dev.annals.store.CassandraStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a store has of one source in its first log bucket. */
record Rows(CqlSession session, CassandraStore store, String keyspace, Source source) {
  /** Of the source that a topic's only partition is where no incarnation is set. */
  static Rows of(CqlSession session, CassandraStore store, String keyspace, String topic) {
    return new Rows(session, store, keyspace, new Source(topic, 0, "1"));
  }

  /** The rows of {@code refused} by position, as the store reads them. */
  Map<Long, ByteBuffer> refused() {
    Map<Long, ByteBuffer> refused = new TreeMap<>();
    String query = "SELECT position, body FROM %s.refused WHERE source = ? AND bucket = 0";
    for (Row row : session.execute(query.formatted(keyspace), source.text())) {
      ByteBuffer body = row.getByteBuffer("body");
      if (body != null) { // else it is the owner's row
        refused.put(row.getLong("position"), body);
      }
    }
    return refused;
  }

  /** All segments, by shard and then in order. */
  List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    for (int shard = 0; shard < store.settings().shards(); shard++) {
      segments.addAll(
          store.log().segments(shard, source, 0, 0, 10_000).toCompletableFuture().join());
    }
    return segments;
  }

  /** Every entry by its position, in as many copies as there are. */
  Map<Long, List<LogEntry>> entries() {
    Map<Long, List<LogEntry>> entries = new HashMap<>();
    for (Segment segment : segments()) {
      for (LogEntry entry : segment.entries()) {
        entries.computeIfAbsent(entry.at().position(), none -> new ArrayList<>()).add(entry);
      }
    }
    return entries;
  }

  /** How far the source is decided; empty where nothing says so. */
  Optional<Long> upto() {
    return store.log().progress(source.name()).toCompletableFuture().join().stream()
        .filter(progress -> progress.source().equals(source))
        .map(Progress::upto)
        .findAny();
  }
}
