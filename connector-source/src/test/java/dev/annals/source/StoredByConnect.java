package dev.annals.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/** The offsets of records that were taken, as Connect keeps them. */
final class StoredByConnect implements OffsetStorageReader {
  private final Map<Map<String, ?>, Map<String, Object>> offsets = new HashMap<>();

  @SuppressWarnings("unchecked") // Offsets are maps of texts to numbers and texts.
  synchronized void commit(List<SourceRecord> records) {
    for (SourceRecord record : records) {
      offsets.put(record.sourcePartition(), (Map<String, Object>) record.sourceOffset());
    }
  }

  synchronized void put(Map<String, ?> partition, Map<String, Object> offset) {
    offsets.put(partition, offset);
  }

  @Override
  public synchronized <T> @Nullable Map<String, Object> offset(Map<String, T> partition) {
    return offsets.get(partition);
  }

  @Override
  public synchronized <T> Map<Map<String, T>, Map<String, Object>> offsets(
      Collection<Map<String, T>> partitions) {
    Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
    for (Map<String, T> partition : partitions) {
      Map<String, Object> offset = offsets.get(partition);
      if (offset != null) {
        found.put(partition, offset);
      }
    }
    return found;
  }
}
