package dev.annals.source;

import dev.annals.source.replay.Ranges;
import dev.annals.source.scan.ScanOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * What Connect has of a connector's replay, of all its tasks.
 *
 * @param run which run it is; empty where nothing is stored yet, or not any more
 * @param ranges how far they are, those that have an offset
 * @param isFinished whether the record that says so was published
 */
record StoredReplay(Optional<String> run, Map<Integer, ScanOffset> ranges, boolean isFinished) {
  /**
   * Reads what is committed now; may block for as long as Kafka takes to answer.
   *
   * @throws ConnectException with a sentence for offsets that cannot be read, or are of two runs
   */
  static StoredReplay read(OffsetStorageReader reader, String name) {
    List<Map<String, Object>> partitions = new ArrayList<>();
    for (int range = 0; range < Ranges.COUNT; range++) {
      partitions.add(ReplayOffsets.partition(name, range));
    }
    partitions.add(ReplayOffsets.partition(name));
    Map<Integer, ScanOffset> ranges = new HashMap<>();
    Set<String> runs = new TreeSet<>();
    boolean isFinished = false;
    for (Map.Entry<Map<String, Object>, Map<String, Object>> stored :
        reader.offsets(partitions).entrySet()) {
      Map<String, Object> offset = stored.getValue();
      if (offset == null) {
        continue;
      }
      try {
        OptionalInt range = ReplayOffsets.parsePartition(stored.getKey(), name);
        runs.add(ReplayOffsets.parseRun(offset));
        if (range.isPresent()) {
          ranges.put(range.getAsInt(), ReplayOffsets.parseOffset(offset));
        } else {
          isFinished = true;
        }
      } catch (IllegalArgumentException unreadable) {
        throw new ConnectException(
            "The stored offset of %s cannot be read: stop the connector and alter or reset it; %s"
                .formatted(stored.getKey(), unreadable.getMessage()),
            unreadable);
      }
    }
    if (runs.size() > 1) {
      throw new ConnectException(
          "The offsets of replay %s are of several runs, %s: stop the connector and reset all of them, and the replay begins anew"
              .formatted(name, runs));
    }
    return new StoredReplay(runs.stream().findFirst(), ranges, isFinished);
  }
}
