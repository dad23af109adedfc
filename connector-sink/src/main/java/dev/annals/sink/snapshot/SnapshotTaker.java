package dev.annals.sink.snapshot;

import dev.annals.model.Outcome;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.Snapshots;
import dev.annals.reduce.SnapshotRule;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;

/**
 * Takes snapshots of streams whose events have reached a multiple of a rule's {@code every}.
 *
 * <p>It is told of events when they are in their stream, and whoever tells it goes on at once: each
 * rule has a thread and a queue of its own ({@link RuleLine}), so that a reducer which is slow, or
 * never returns, holds up neither an append nor another reducer. What goes wrong is counted and
 * told in the log, and never reaches the task.
 *
 * <p>A snapshot is of the multiple itself, not of whatever the head is by then: two tasks that race
 * write the same row, since a state is a pure function of the events up to its version.
 * Thread-safe.
 */
public final class SnapshotTaker implements AutoCloseable {
  private final Map<String, List<RuleLine>> lines = new HashMap<>();

  /**
   * Takes snapshots by these rules.
   *
   * @param threads makes daemon threads: one for each rule, while it has something to do
   */
  public SnapshotTaker(
      SnapshotSettings settings,
      EventStore events,
      Snapshots snapshots,
      ThreadFactory threads,
      InstantSource clock,
      SnapshotTally tally) {
    for (SnapshotRule rule : settings.rules()) {
      lines
          .computeIfAbsent(rule.entityType(), type -> new ArrayList<>())
          .add(new RuleLine(rule, settings.chain(), events, snapshots, threads, clock, tally));
    }
  }

  /** Tells of events that are in their stream. Quick. */
  public void appended(StreamId stream, Outcome.Accepted append) {
    for (RuleLine line : lines.getOrDefault(stream.entityType(), List.of())) {
      long first = append.firstVersion();
      line.appended(stream, first, first + append.events().size() - 1);
    }
  }

  /**
   * Writes nothing any more. Does not wait: a reducer that never returns keeps its thread, which is
   * a daemon's.
   */
  @Override
  public void close() {
    lines.values().forEach(ofType -> ofType.forEach(RuleLine::close));
  }
}
