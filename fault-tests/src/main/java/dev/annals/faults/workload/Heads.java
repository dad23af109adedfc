package dev.annals.faults.workload;

import dev.annals.faults.history.Published;
import dev.annals.faults.history.StreamName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The last version of each stream as far as it was published: what a producer can know. */
public final class Heads {
  private final Map<StreamName, Long> heads = new ConcurrentHashMap<>();

  /** Learns from a record. */
  public void learn(Published record) {
    Long version = record.version();
    if (version != null) {
      heads.merge(record.stream(), version, Math::max);
    }
  }

  long of(StreamName stream) {
    return heads.getOrDefault(stream, 0L);
  }
}
