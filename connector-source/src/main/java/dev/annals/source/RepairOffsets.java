package dev.annals.source;

import dev.annals.model.Source;
import dev.annals.source.tail.Gap;
import dev.annals.source.tail.RepairOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * The offsets of repairs as Connect stores them, one for each shard whose log expired. Gaps are
 * written {@code from:upto:source}, early appends as those of a scan.
 *
 * <pre>
 * {"repair": "log", "shard": 3}   →   {"gaps": "50:100:orders-0@k3Jx", "before": "", "token": 12, …}
 * </pre>
 *
 * <p>Fields of partitions are in the order that Connect gives them, see {@link ReplayOffsets}.
 */
final class RepairOffsets {
  static final String REPAIR = "repair";
  private static final String SHARD = "shard";
  private static final String LOG = "log";
  private static final String GAPS = "gaps";
  private static final String BEFORE = "before";

  private static final String SHAPE =
      "; an offset of a repair is {\"repair\":\"log\",\"shard\":3} -> {\"gaps\":\"50:100:orders-0@1\","
          + "\"before\":\"\",\"token\":12,\"stream\":\"order/17\",\"version\":3,\"early\":\"\"}, as GET"
          + " shows it, or null to reset it";

  private RepairOffsets() {}

  static Map<String, Object> partition(int shard) {
    Map<String, Object> partition = new LinkedHashMap<>();
    partition.put(REPAIR, LOG);
    partition.put(SHARD, (long) shard);
    return partition;
  }

  static Map<String, Object> offset(RepairOffset offset) {
    StringJoiner gaps = new StringJoiner(",");
    SortedMap<String, Gap> ordered = new TreeMap<>();
    offset.gaps().forEach((source, gap) -> ordered.put(ScanFields.escape(source), gap));
    ordered.forEach((source, gap) -> gaps.add(gap.from() + ":" + gap.upto() + ":" + source));
    Map<String, Object> stored = new LinkedHashMap<>();
    stored.put(GAPS, gaps.toString());
    stored.put(BEFORE, ScanFields.text(offset.before()));
    ScanFields.put(offset.scan(), stored);
    return stored;
  }

  /** Checks what {@link #partition} gave, else {@link IllegalArgumentException} with a sentence. */
  static void checkPartition(Map<String, ?> partition) {
    if (!List.copyOf(partition.keySet()).equals(List.of(REPAIR, SHARD))
        || !LOG.equals(partition.get(REPAIR))) {
      throw new IllegalArgumentException(
          "partition %s does not have the fields repair and shard, in this order%s"
              .formatted(partition, SHAPE));
    }
    OffsetFields.wholeNumber(partition, SHARD, 0, Integer.MAX_VALUE, SHAPE);
  }

  /** What {@link #offset} gave, else {@link IllegalArgumentException} with a sentence. */
  static RepairOffset parseOffset(Map<String, ?> offset) {
    List<String> known = new ArrayList<>(ScanFields.ALL);
    known.addAll(List.of(GAPS, BEFORE));
    OffsetFields.requireKnown(offset, known, SHAPE);
    Map<Source, Gap> gaps = new HashMap<>();
    try {
      String text = OffsetFields.text(offset, GAPS, SHAPE);
      for (String one : text.isEmpty() ? new String[0] : text.split(",", -1)) {
        String[] parts = one.split(":", 3);
        if (parts.length < 3) {
          throw new IllegalArgumentException("'" + one + "' in gaps is no from:upto:source");
        }
        gaps.put(
            ScanFields.source(parts[2]),
            new Gap(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
      }
      return new RepairOffset(
          gaps,
          ScanFields.early(OffsetFields.text(offset, BEFORE, SHAPE)),
          ScanFields.parse(offset, SHAPE));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "%s cannot be read: %s%s".formatted(offset, wrong.getMessage(), SHAPE), wrong);
    }
  }

  /** The repairs of some shards, those that have one. */
  static Map<Integer, RepairOffset> read(OffsetStorageReader reader, SortedSet<Integer> shards) {
    Map<Map<String, Object>, Integer> partitions = new LinkedHashMap<>();
    shards.forEach(shard -> partitions.put(partition(shard), shard));
    Map<Integer, RepairOffset> found = new HashMap<>();
    reader
        .offsets(partitions.keySet())
        .forEach(
            (partition, offset) -> {
              Integer shard = partitions.get(partition);
              if (shard != null && offset != null) {
                try {
                  found.put(shard, parseOffset(offset));
                } catch (IllegalArgumentException unreadable) {
                  throw new ConnectException(
                      "The stored offset of %s cannot be read: stop the connector and alter or reset it; %s"
                          .formatted(partition, unreadable.getMessage()),
                      unreadable);
                }
              }
            });
    return found;
  }
}
