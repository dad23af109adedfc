package dev.annals.source.replay;

import dev.annals.model.RecordedEvent;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.HandOver;
import dev.annals.model.store.TokenRange;
import dev.annals.source.scan.RangeScan;
import dev.annals.source.scan.ScanOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One task's part of a replay: its ranges, one after the other. A task that starts from the offsets
 * of a whole number of batches goes on exactly there; from those of part of a batch it may repeat
 * records, and skips none. Blocks while the store answers; one thread may use it.
 */
public final class Replay {
  /** Streams without anything to publish, after which it is worth a record to say so. */
  private static final int STREAMS_UNTOLD = 50_000;

  private final EventStore store;
  private final Ranges ranges;
  private final ReplaySelection selection;
  private final ReplayLimits limits;
  private final ReplayCounters counters;
  private final Throttle throttle;
  private final ReplayProgress progress;
  private final Map<Integer, ScanOffset> offsets;
  private final List<Integer> toDo = new ArrayList<>();
  private @Nullable RangeScan scan;

  /**
   * A replay that goes on where its offsets are.
   *
   * @param name for messages
   * @param owned which of the ranges are this task's; those that do not exist are passed over
   * @param offsets of the ranges that have one
   * @param remembersEarly whether a tail follows
   */
  public Replay(
      String name,
      EventStore store,
      Scope scope,
      HandOver handOver,
      SortedSet<Integer> owned,
      Map<Integer, ScanOffset> offsets,
      boolean remembersEarly,
      ReplayLimits limits,
      ReplayCounters counters,
      LongSupplier nanoTime) {
    this.store = store;
    this.ranges = Ranges.of(store, scope);
    this.selection = new ReplaySelection(scope, handOver::isBefore, remembersEarly);
    this.limits = limits;
    this.counters = counters;
    this.throttle = new Throttle(limits.eventsPerSecond(), nanoTime);
    this.offsets = offsets;
    SortedSet<Integer> existing = new TreeSet<>(owned.headSet(ranges.all().size()));
    for (int range : existing) {
      if (!isDone(range)) {
        toDo.add(range);
      }
    }
    this.progress = new ReplayProgress(name, counters, existing.size(), toDo.size(), nanoTime);
    long streams = 0;
    for (int range : existing) {
      streams += offsetOf(range).streams();
    }
    counters.streams.set(streams);
  }

  private ScanOffset offsetOf(int range) {
    TokenRange of = ranges.all().get(range);
    return offsets.getOrDefault(range, ScanOffset.at(of.startExclusive()));
  }

  private boolean isDone(int range) {
    return offsetOf(range).isAt(ranges.all().get(range).endInclusive());
  }

  /** Whether this task has nothing to do any more; other tasks may have. */
  public boolean isDone() {
    return toDo.isEmpty();
  }

  /**
   * The next records, in order, of one range.
   *
   * @return empty at the end, and where the rate or the streams have nothing at the moment
   * @throws dev.annals.model.store.StoreException for a fault that waiting does not mend
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public List<Replayed> next() {
    List<Replayed> batch = new ArrayList<>();
    int allowed = throttle.allowed(limits.maxEvents());
    if (toDo.isEmpty() || allowed == 0) {
      return batch;
    }
    int range = toDo.get(0);
    RangeScan open = scan == null ? open(range) : scan;
    scan = open;
    long streamsBefore = open.offset().streams();
    take(open, range, allowed, batch);
    throttle.passed(batch.size());
    counters.events.add(batch.size());
    counters.streams.addAndGet(open.offset().streams() - streamsBefore);
    if (open.isDone()) {
      batch.add(new Replayed.Reached(range, true, open.here()));
      toDo.remove(0);
      scan = null;
    } else if (batch.isEmpty() && open.streamsSinceOffset() >= STREAMS_UNTOLD) {
      batch.add(new Replayed.Reached(range, false, open.here()));
    }
    progress.tell(toDo.size(), scan == null ? 0 : open.share());
    return batch;
  }

  /** An append is not torn apart: whoever reads its topic sees all of it or nothing. */
  private void take(RangeScan open, int range, int allowed, List<Replayed> batch) {
    long bytes = 0;
    SourcePosition append = null;
    RecordedEvent event = open.peek();
    while (event != null
        && (event.at().equals(append)
            || (batch.size() < allowed && bytes < limits.maxBytes() / 4))) {
      ScanOffset before = open.offset();
      batch.add(new Replayed.Event(range, event, before, open.take()));
      bytes += event.event().sizeBytes();
      append = event.at();
      event = open.peek();
    }
  }

  private RangeScan open(int range) {
    return new RangeScan(
        store,
        ranges.listing(),
        ranges.all().get(range),
        selection,
        offsetOf(range),
        limits.maxBytes());
  }
}
