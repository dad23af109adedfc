package dev.annals.sink.snapshot;

import dev.annals.model.StreamId;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.Snapshots;
import dev.annals.reduce.Fold;
import dev.annals.reduce.SnapshotRule;
import dev.annals.upcast.UpcastChain;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams that wait for a snapshot by one rule, and those that get one. A stream waits once,
 * for the newest boundary it has reached. Thread-safe.
 */
final class RuleLine {
  /**
   * Some seconds' worth of snapshots. What comes on top is dropped: the stream's next boundary
   * makes up for it, and until then a load reads a longer tail.
   */
  static final int MOST_WAITING = 1_000;

  /** Enough to reduce for one stream while the store reads and writes for others. */
  static final int MOST_UNDER_WAY = 4;

  private static final long IDLE_SECONDS = 10;

  private static final Logger log = LoggerFactory.getLogger(RuleLine.class);

  private final SnapshotRule rule;
  private final Fold fold;
  private final ThreadPoolExecutor thread;
  private final Taking taking;
  private final FailureNotice notice;
  private final SnapshotTally tally;
  private final Map<StreamId, Long> waiting = new LinkedHashMap<>();
  private final Set<StreamId> underWay = new HashSet<>();
  private boolean closed;

  RuleLine(
      SnapshotRule rule,
      UpcastChain chain,
      EventStore events,
      Snapshots snapshots,
      ThreadFactory threads,
      InstantSource clock,
      SnapshotTally tally) {
    this.rule = rule;
    this.fold = new Fold(rule.reducer(), chain);
    this.thread =
        new ThreadPoolExecutor(
            1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    thread.allowCoreThreadTimeOut(true);
    this.taking = new Taking(fold, rule.keep(), events, snapshots, thread, clock, this::isClosed);
    this.notice = new FailureNotice(rule.entityType(), rule.reducer().name(), clock);
    this.tally = tally;
  }

  /** Has the stream wait if a multiple of {@code every} is among the versions. */
  synchronized void appended(StreamId stream, long firstVersion, long lastVersion) {
    long boundary = rule.boundary(lastVersion);
    if (boundary < firstVersion || closed) {
      return;
    }
    if (!fold.id().fitsBeside(stream)) {
      // Known beforehand: it is not worth folding the stream for.
      failed("the id of stream %s is too long for a snapshot".formatted(stream));
      return;
    }
    if (!waiting.containsKey(stream)) {
      if (waiting.size() >= MOST_WAITING) {
        tally.dropped.increment();
        return;
      }
      tally.pending.increment();
    }
    waiting.merge(stream, boundary, Math::max);
    startNext();
  }

  private void startNext() {
    while (underWay.size() < MOST_UNDER_WAY) {
      StreamId stream = next();
      if (stream == null) {
        return;
      }
      long version = waiting.remove(stream);
      underWay.add(stream);
      taking.take(stream, version).whenComplete((taken, fault) -> done(stream, taken, fault));
    }
  }

  /** The one that waits longest, but not while an older snapshot of it is under way. */
  private @Nullable StreamId next() {
    for (StreamId stream : waiting.keySet()) {
      if (!underWay.contains(stream)) {
        return stream;
      }
    }
    return null;
  }

  private synchronized void done(
      StreamId stream, @Nullable Boolean taken, @Nullable Throwable fault) {
    if (closed) {
      return;
    }
    underWay.remove(stream);
    tally.pending.decrement();
    if (fault != null) {
      failed(Reason.of(fault));
    } else {
      if (Boolean.TRUE.equals(taken)) {
        tally.taken.increment();
      }
      notice.succeeded();
    }
    startNext();
  }

  private void failed(String reason) {
    tally.failed.increment();
    notice.failed(reason).ifPresent(log::warn);
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  synchronized void close() {
    if (!closed) {
      closed = true;
      tally.pending.add(-(waiting.size() + underWay.size()));
      waiting.clear();
      thread.shutdownNow();
    }
  }
}
