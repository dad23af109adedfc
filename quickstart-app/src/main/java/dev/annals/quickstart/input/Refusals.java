package dev.annals.quickstart.input;

import dev.annals.quickstart.cassandra.ProgressRow;
import dev.annals.quickstart.cassandra.RefusedRow;
import dev.annals.quickstart.cassandra.Tables;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the rows of {@code refused} for positions that come in order, partition by partition.
 */
final class Refusals {
  /** How many positions one partition of the table covers. */
  private static final long BUCKET = 65_536;

  private record Loaded(long bucket, Map<Long, RefusedRow> rows) {}

  private final Tables tables;
  private final Map<Integer, String> sources = new HashMap<>();
  private final Map<Integer, Loaded> loaded = new HashMap<>();

  /** Those of one topic. */
  Refusals(Tables tables, String topic) {
    this.tables = tables;
    for (ProgressRow row : tables.progress()) {
      if (row.source().name().equals(topic)) {
        sources.put(row.source().partition(), row.source().text());
      }
    }
  }

  /** The row of a position; absent where the event was accepted. */
  @Nullable RefusedRow at(int partition, long position) {
    long bucket = position / BUCKET;
    Loaded rows = loaded.get(partition);
    if (rows == null || rows.bucket() != bucket) {
      rows = new Loaded(bucket, load(partition, bucket));
      loaded.put(partition, rows);
    }
    return rows.rows().get(position);
  }

  private Map<Long, RefusedRow> load(int partition, long bucket) {
    Map<Long, RefusedRow> rows = new HashMap<>();
    for (RefusedRow row : tables.refused(sources.getOrDefault(partition, ""), bucket)) {
      rows.put(row.position(), row);
    }
    return rows;
  }
}
