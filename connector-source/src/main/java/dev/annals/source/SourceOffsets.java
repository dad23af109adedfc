package dev.annals.source;

import dev.annals.model.Source;
import dev.annals.source.tail.ShardSource;
import dev.annals.source.tail.TailOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * The offsets as Connect stores them, and as people read and alter them over REST:
 *
 * <pre>
 * {"shard": 3, "source": "orders-0@k3Jx"}   →   {"position": 4711, "index": 0, "early": "4712,4720"}
 * </pre>
 *
 * <p>Only numbers and texts, as Connect demands. It compares partitions as JSON, letter by letter,
 * so their fields have one order.
 */
final class SourceOffsets {
  private static final String SHARD = "shard";
  private static final String SOURCE = "source";
  private static final String POSITION = "position";
  private static final String INDEX = "index";
  private static final String EARLY = "early";

  private static final String SHAPE =
      "; an offset of this connector is {\"shard\":3,\"source\":\"orders-0@k3Jx\"} ->"
          + " {\"position\":4711,\"index\":0,\"early\":\"4712,4720\"}, index and early optional";

  private SourceOffsets() {}

  static Map<String, Object> partition(ShardSource place) {
    Map<String, Object> partition = new LinkedHashMap<>();
    partition.put(SHARD, (long) place.shard());
    partition.put(SOURCE, place.source().text());
    return partition;
  }

  static Map<String, Object> offset(TailOffset offset) {
    StringJoiner early = new StringJoiner(",");
    offset.early().forEach(position -> early.add(position.toString()));
    Map<String, Object> stored = new LinkedHashMap<>();
    stored.put(POSITION, offset.position());
    stored.put(INDEX, (long) offset.index());
    stored.put(EARLY, early.toString());
    return stored;
  }

  /** What {@link #partition} gave, else {@link IllegalArgumentException} with a sentence. */
  static ShardSource parsePartition(Map<String, ?> partition) {
    if (!List.copyOf(partition.keySet()).equals(List.of(SHARD, SOURCE))) {
      throw new IllegalArgumentException(
          "partition %s does not have the fields shard and source, in this order%s"
              .formatted(partition, SHAPE));
    }
    long shard = wholeNumber(partition, SHARD, Integer.MAX_VALUE);
    if (!(partition.get(SOURCE) instanceof String text)) {
      throw new IllegalArgumentException("source in %s is no text%s".formatted(partition, SHAPE));
    }
    try {
      return new ShardSource((int) shard, Source.parse(text));
    } catch (IllegalArgumentException noSource) {
      throw new IllegalArgumentException(
          "source '%s' in %s: %s%s".formatted(text, partition, noSource.getMessage(), SHAPE),
          noSource);
    }
  }

  /** What {@link #offset} gave, else {@link IllegalArgumentException} with a sentence. */
  static TailOffset parseOffset(Map<String, ?> offset) {
    for (String field : offset.keySet()) {
      if (!List.of(POSITION, INDEX, EARLY).contains(field)) {
        throw new IllegalArgumentException(
            "field '%s' in %s is unknown%s".formatted(field, offset, SHAPE));
      }
    }
    long index = offset.get(INDEX) == null ? 0 : wholeNumber(offset, INDEX, Integer.MAX_VALUE);
    return new TailOffset(
        wholeNumber(offset, POSITION, Long.MAX_VALUE - 1), (int) index, early(offset));
  }

  private static SortedSet<Long> early(Map<String, ?> offset) {
    Object early = offset.get(EARLY);
    SortedSet<Long> positions = new TreeSet<>();
    if (early == null || early.equals("")) {
      return positions;
    }
    try {
      for (String position : early.toString().split(",", -1)) {
        positions.add(Long.parseUnsignedLong(position.strip()));
      }
    } catch (NumberFormatException noNumber) {
      throw new IllegalArgumentException(
          "early in %s is no text of positions with commas between%s".formatted(offset, SHAPE),
          noNumber);
    }
    return positions;
  }

  /** A number from JSON, which comes as the smallest type it fits. */
  private static long wholeNumber(Map<String, ?> of, String field, long max) {
    long number = -1;
    if (of.get(field) instanceof Number value
        && (value instanceof Long || value instanceof Integer || value instanceof Short)) {
      number = value.longValue();
    }
    if (number < 0 || number > max) {
      throw new IllegalArgumentException(
          "%s in %s is no whole number from 0%s".formatted(field, of, SHAPE));
    }
    return number;
  }
}
