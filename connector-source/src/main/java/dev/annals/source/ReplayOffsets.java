package dev.annals.source;

import dev.annals.source.replay.Ranges;
import dev.annals.source.scan.ScanOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The offsets of a replay as Connect stores them: one for each range, and one that says that all of
 * them are done.
 *
 * <pre>
 * {"range": 5, "replay": "orders-replay"}   →   {"run": "…", "token": 12, "stream": "order/17", "version": 3, …}
 * {"replay": "orders-replay"}               →   {"run": "…", "finished": "2026-11-23T12:41:40Z", …}
 * </pre>
 *
 * <p>Connect compares partitions letter by letter, and what comes over REST has its fields in the
 * order of a {@link java.util.HashMap}: so these have it, too.
 */
final class ReplayOffsets {
  static final String REPLAY = "replay";
  private static final String RANGE = "range";
  static final String RUN = "run";
  static final String FINISHED = "finished";

  private static final String SHAPE =
      "; an offset of a replay is {\"range\":5,\"replay\":\"name of the connector\"} ->"
          + " {\"run\":\"…\",\"token\":12,\"stream\":\"order/17\",\"version\":3,\"early\":\"\"}, as GET"
          + " shows it, or null to reset it. To run a replay again, reset all of its offsets";

  private ReplayOffsets() {}

  /** Of a range, from 0. */
  static Map<String, Object> partition(String name, int range) {
    Map<String, Object> partition = new LinkedHashMap<>();
    partition.put(RANGE, (long) range);
    partition.put(REPLAY, name);
    return partition;
  }

  /** Of the end. */
  static Map<String, Object> partition(String name) {
    Map<String, Object> partition = new LinkedHashMap<>();
    partition.put(REPLAY, name);
    return partition;
  }

  static Map<String, Object> offset(String run, ScanOffset offset) {
    Map<String, Object> stored = new LinkedHashMap<>();
    stored.put(RUN, run);
    ScanFields.put(offset, stored);
    return stored;
  }

  static Map<String, Object> finished(String run, String at, long events, long streams) {
    Map<String, Object> stored = new LinkedHashMap<>();
    stored.put(RUN, run);
    stored.put(FINISHED, at);
    stored.put(ScanFields.EVENTS, events);
    stored.put(ScanFields.STREAMS, streams);
    return stored;
  }

  /** The range; empty for the end; else {@link IllegalArgumentException} with a sentence. */
  static OptionalInt parsePartition(Map<String, ?> partition, String name) {
    List<String> fields = List.copyOf(partition.keySet());
    if (!fields.equals(List.of(REPLAY)) && !fields.equals(List.of(RANGE, REPLAY))) {
      throw new IllegalArgumentException(
          "partition %s does not have the fields range and replay, in this order%s"
              .formatted(partition, SHAPE));
    }
    if (!name.equals(partition.get(REPLAY))) {
      throw new IllegalArgumentException(
          "partition %s is not of the replay of this connector, %s%s"
              .formatted(partition, name, SHAPE));
    }
    return fields.size() == 1
        ? OptionalInt.empty()
        : OptionalInt.of(
            (int) OffsetFields.wholeNumber(partition, RANGE, 0, Ranges.COUNT - 1, SHAPE));
  }

  /** The run that an offset is of, else {@link IllegalArgumentException} with a sentence. */
  static String parseRun(Map<String, ?> offset) {
    String run = OffsetFields.text(offset, RUN, SHAPE);
    if (run.isEmpty()) {
      throw new IllegalArgumentException("%s has no run%s".formatted(offset, SHAPE));
    }
    return run;
  }

  /** What {@link #offset} gave, else {@link IllegalArgumentException} with a sentence. */
  static ScanOffset parseOffset(Map<String, ?> offset) {
    List<String> known = new ArrayList<>(ScanFields.ALL);
    known.add(RUN);
    OffsetFields.requireKnown(offset, known, SHAPE);
    parseRun(offset);
    return ScanFields.parse(offset, SHAPE);
  }

  /** Checks what {@link #finished} gave, else {@link IllegalArgumentException} with a sentence. */
  static void checkFinished(Map<String, ?> offset) {
    OffsetFields.requireKnown(
        offset, List.of(RUN, FINISHED, ScanFields.EVENTS, ScanFields.STREAMS), SHAPE);
    parseRun(offset);
    if (OffsetFields.text(offset, FINISHED, SHAPE).isEmpty()) {
      throw new IllegalArgumentException("%s has no time in finished%s".formatted(offset, SHAPE));
    }
  }
}
