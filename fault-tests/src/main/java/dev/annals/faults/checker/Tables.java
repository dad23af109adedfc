package dev.annals.faults.checker;

import dev.annals.faults.history.BucketRow;
import dev.annals.faults.history.EventRow;
import dev.annals.faults.history.History;
import dev.annals.faults.history.Look;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.ProgressRow;
import dev.annals.faults.history.RefusedRow;
import dev.annals.faults.history.SegmentRow;
import dev.annals.faults.history.StreamName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables as one look found them. */
final class Tables {
  private final Look look;
  private final List<ProgressRow> progress;
  private final List<SegmentRow> segments;
  private final Map<StreamName, List<EventRow>> streams = new HashMap<>();
  private final Map<StreamName, List<BucketRow>> buckets = new HashMap<>();
  private final Map<Position, List<EventRow>> accepted = new HashMap<>();
  private final Map<Position, RefusedRow> refused = new HashMap<>();

  private Tables(Look look, History history) {
    this.look = look;
    this.progress = in(history.all(ProgressRow.class), ProgressRow::look);
    this.segments = in(history.all(SegmentRow.class), SegmentRow::look);
    for (EventRow row : in(history.all(EventRow.class), EventRow::look)) {
      streams.computeIfAbsent(row.stream(), none -> new ArrayList<>()).add(row);
      accepted.computeIfAbsent(row.position(), none -> new ArrayList<>()).add(row);
    }
    for (BucketRow row : in(history.all(BucketRow.class), BucketRow::look)) {
      buckets.computeIfAbsent(row.stream(), none -> new ArrayList<>()).add(row);
    }
    for (RefusedRow row : in(history.all(RefusedRow.class), RefusedRow::look)) {
      refused.put(row.position(), row);
    }
    Comparator<EventRow> order =
        Comparator.comparingLong(EventRow::version).thenComparingLong(EventRow::bucket);
    streams.values().forEach(rows -> rows.sort(order));
    accepted.values().forEach(rows -> rows.sort(order));
    buckets.values().forEach(rows -> rows.sort(Comparator.comparingLong(BucketRow::bucket)));
  }

  /** One for each look, the earliest first. */
  static List<Tables> of(History history) {
    return history.all(Look.class).stream()
        .sorted(Comparator.comparingInt(Look::number))
        .map(look -> new Tables(look, history))
        .toList();
  }

  private <T> List<T> in(List<T> rows, java.util.function.ToIntFunction<T> number) {
    return rows.stream().filter(row -> number.applyAsInt(row) == look.number()).toList();
  }

  Look look() {
    return look;
  }

  List<ProgressRow> progress() {
    return progress;
  }

  List<SegmentRow> segments() {
    return segments;
  }

  /** The rows of all streams, in the order of versions. */
  Map<StreamName, List<EventRow>> streams() {
    return Collections.unmodifiableMap(streams);
  }

  /** The first of the rows with each version. */
  Map<Long, EventRow> versions(StreamName stream) {
    Map<Long, EventRow> versions = new TreeMap<>();
    events(stream).forEach(row -> versions.putIfAbsent(row.version(), row));
    return versions;
  }

  List<EventRow> events(StreamName stream) {
    return streams.getOrDefault(stream, List.of());
  }

  /** The buckets of all streams, in their order. */
  Map<StreamName, List<BucketRow>> buckets() {
    return Collections.unmodifiableMap(buckets);
  }

  List<BucketRow> buckets(StreamName stream) {
    return buckets.getOrDefault(stream, List.of());
  }

  /** Rows by the position that they come from. */
  Map<Position, List<EventRow>> accepted() {
    return Collections.unmodifiableMap(accepted);
  }

  Map<Position, RefusedRow> refused() {
    return Collections.unmodifiableMap(refused);
  }

  /** What the tables say of a position; the events first, where both say something. */
  @Nullable Answer answer(Position position) {
    List<EventRow> rows = accepted.get(position);
    if (rows != null) {
      return Answer.of(rows);
    }
    RefusedRow row = refused.get(position);
    return row == null ? null : Answer.of(row);
  }
}
