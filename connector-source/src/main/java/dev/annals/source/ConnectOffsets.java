package dev.annals.source;

import dev.annals.source.tail.ShardSource;
import dev.annals.source.tail.StoredOffsets;
import dev.annals.source.tail.TailOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** The offsets that Connect stored with the records of an earlier run. */
final class ConnectOffsets implements StoredOffsets {
  private final OffsetStorageReader reader;

  ConnectOffsets(OffsetStorageReader reader) {
    this.reader = reader;
  }

  @Override
  public Map<ShardSource, TailOffset> find(Collection<ShardSource> places) {
    Map<Map<String, Object>, ShardSource> partitions = new LinkedHashMap<>();
    places.forEach(place -> partitions.put(SourceOffsets.partition(place), place));
    Map<ShardSource, TailOffset> found = new HashMap<>();
    reader
        .offsets(partitions.keySet())
        .forEach(
            (partition, offset) -> {
              ShardSource place = partitions.get(partition);
              if (place != null && offset != null) {
                found.put(place, parse(place, offset));
              }
            });
    return found;
  }

  private static TailOffset parse(ShardSource place, Map<String, Object> offset) {
    try {
      return SourceOffsets.parseOffset(offset);
    } catch (IllegalArgumentException unreadable) {
      throw new ConnectException(
          "The stored offset of %s cannot be read: stop the connector and alter or reset it; %s"
              .formatted(place, unreadable.getMessage()),
          unreadable);
    }
  }
}
