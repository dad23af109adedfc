package dev.annals.source.state;

import dev.annals.model.StreamId;
import dev.annals.model.store.ReducerId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of states since a task started, in numbers for a metrics board. Thread-safe. */
public final class StateCounters {
  private static final Logger log = LoggerFactory.getLogger(StateCounters.class);

  /** What was told of: as many as there are rules. */
  private record Told(String entityType, ReducerId reducer) {}

  private final LongAdder published = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final Set<Told> told = ConcurrentHashMap.newKeySet();

  /** A state, or its end, is on its way. */
  public void publish() {
    published.increment();
  }

  /**
   * A state is left out. Told once for each reducer and entity type: a stream may have millions.
   */
  public void fail(StreamId stream, long version, ReducerId reducer, String reason) {
    failures.increment();
    if (told.add(new Told(stream.entityType(), reducer))) {
      log.warn(
          "The state of {}@{} is not published: {}. Its events are; of its state the topic keeps what"
              + " it has. This is the first since the start by reducer {} for this entity type; more"
              + " of them are counted in the metric state-failures only.",
          stream,
          version,
          reason,
          reducer);
    }
  }

  /** States that were published, tombstones among them. */
  public long published() {
    return published.sum();
  }

  /** States that were left out. */
  public long failures() {
    return failures.sum();
  }
}
