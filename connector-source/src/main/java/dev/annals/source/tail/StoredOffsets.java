package dev.annals.source.tail;

import java.util.Collection;
import java.util.Map;

/** The offsets an earlier run of the task left behind. */
public interface StoredOffsets {
  /** The offsets of those that have one. May block for as long as Kafka takes to answer. */
  Map<ShardSource, TailOffset> find(Collection<ShardSource> places);
}
