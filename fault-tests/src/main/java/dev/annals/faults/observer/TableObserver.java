package dev.annals.faults.observer;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.faults.history.BucketRow;
import dev.annals.faults.history.Content;
import dev.annals.faults.history.EventRow;
import dev.annals.faults.history.Expected;
import dev.annals.faults.history.Look;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.ProgressRow;
import dev.annals.faults.history.Recorder;
import dev.annals.faults.history.RefusedRow;
import dev.annals.faults.history.SegmentRow;
import dev.annals.faults.history.Source;
import dev.annals.faults.history.StreamName;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tables of one store by CQL of its own, and takes down what it finds. */
public final class TableObserver {
  private final CqlSession session;
  private final String keyspace;
  private final Recorder recorder;
  private int looks;

  /**
   * Nothing is read yet.
   *
   * @param session of the caller's, who closes it; reads at a quorum
   */
  public TableObserver(CqlSession session, String keyspace, Recorder recorder) {
    this.session = session;
    this.keyspace = keyspace;
    this.recorder = recorder;
  }

  /**
   * Takes down all tables: {@code progress} first, then what has to be there below upto.
   *
   * @param last whether the run is over
   */
  public synchronized void look(boolean last) {
    int look = ++looks;
    long began = recorder.now();
    select("progress").forEach(row -> recorder.add(progress(look, row)));
    Set<BucketRow> buckets = new HashSet<>();
    for (Row row : select("events")) {
      BucketRow bucket = bucket(look, row);
      if (buckets.add(bucket)) {
        recorder.add(bucket);
      }
      if (!row.isNull("version")) {
        recorder.add(event(look, row));
      }
    }
    for (Row row : select("refused")) {
      if (!row.isNull("position")) { // else it is the owner's alone
        recorder.add(refused(look, row));
      }
    }
    select("log").forEach(row -> recorder.add(segment(look, row)));
    recorder.add(new Look(look, last, began, recorder.now()));
  }

  private Iterable<Row> select(String table) {
    return session.execute("SELECT * FROM %s.%s".formatted(keyspace, table));
  }

  private static ProgressRow progress(int look, Row row) {
    Map<Integer, Long> ends = row.getMap("last_ends", Integer.class, Long.class);
    return new ProgressRow(look, source(row), row.getLong("upto"), ends == null ? Map.of() : ends);
  }

  private static BucketRow bucket(int look, Row row) {
    return new BucketRow(
        look,
        new StreamName(text(row, "entity_type"), text(row, "entity_id")),
        row.getLong("bucket"),
        number(row, "head"),
        number(row, "first"),
        row.getBoolean("closed"));
  }

  private static EventRow event(int look, Row row) {
    return new EventRow(
        look,
        new StreamName(text(row, "entity_type"), text(row, "entity_id")),
        row.getLong("bucket"),
        row.getLong("version"),
        text(row, "event_id"),
        text(row, "type"),
        content(row.getByteBuffer("payload")),
        Position.of(source(row), row.getLong("position")),
        row.getInt("index"));
  }

  private static String content(@Nullable ByteBuffer payload) {
    return payload == null ? Content.ABSENT : Content.of(payload);
  }

  private static RefusedRow refused(int look, Row row) {
    String type = row.getString("entity_type");
    String reason = row.getString("reason");
    String expected = row.getString("expected");
    List<String> events = row.getList("event_ids", String.class);
    return new RefusedRow(
        look,
        Position.of(source(row), row.getLong("position")),
        text(row, "outcome"),
        type == null ? null : new StreamName(type, text(row, "entity_id")),
        reason == null ? null : reason.toLowerCase(Locale.ROOT).replace('_', '-'),
        expected == null ? null : new Expected(expected),
        number(row, "actual"),
        row.getString("rival"),
        number(row, "first_version"),
        events == null ? List.of() : events);
  }

  private static SegmentRow segment(int look, Row row) {
    return new SegmentRow(
        look,
        row.getInt("shard"),
        source(row),
        row.getLong("first"),
        row.getLong("upto"),
        row.getLong("prev"),
        row.getInt("count"));
  }

  private static Source source(Row row) {
    return Source.parse(text(row, "source"));
  }

  private static String text(Row row, String column) {
    return Objects.requireNonNull(row.getString(column), column);
  }

  private static @Nullable Long number(Row row, String column) {
    return row.isNull(column) ? null : row.getLong(column);
  }
}
