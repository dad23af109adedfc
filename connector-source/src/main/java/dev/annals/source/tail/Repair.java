package dev.annals.source.tail;

import dev.annals.model.RecordedEvent;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.TokenRange;
import dev.annals.source.scan.Await;
import dev.annals.source.scan.EarlyEvent;
import dev.annals.source.scan.RangeScan;
import dev.annals.source.scan.ScanOffset;
import dev.annals.source.scan.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the events that a shard's log has lost, from their streams. What is published of a
 * stream is its beginning (ORDERED), so a look at its end tells whether anything is missing; then
 * its versions follow in order, up to the last that is missing. Those of other sources among them
 * become early. Not thread-safe.
 */
public final class Repair {
  private static final Logger logger = LoggerFactory.getLogger(Repair.class);

  /** Streams without anything missing, after which it is worth a record to say so. */
  private static final int STREAMS_UNTOLD = 50_000;

  private final int shard;
  private final ShardTail tail;
  private final RepairOffset begin;
  private final TailSettings settings;
  private final TailCounters counters;
  private final RangeScan scan;
  private boolean isDone;

  Repair(
      EventStore store,
      int shard,
      ShardTail tail,
      RepairOffset begin,
      TailSettings settings,
      TailCounters counters) {
    this.shard = shard;
    this.tail = tail;
    this.begin = begin;
    this.settings = settings;
    this.counters = counters;
    this.scan =
        new RangeScan(
            store,
            store::streams,
            TokenRange.ALL,
            new Missing(store),
            begin.scan(),
            settings.maxBufferedBytes());
    logger.warn(
        "The log of shard {} has lost entries: {}. Their events are published from the streams,"
            + " which are looked through for that. What the log said of rejections and exceptions"
            + " among them is not told again; rejections are in the table refused.",
        shard,
        begin.gaps());
  }

  /**
   * One record.
   *
   * @param event absent on a record that only says how far the repair is
   * @param before how far it is before this record
   * @param offset how far it is with this record
   */
  public record Repaired(@Nullable RecordedEvent event, RepairOffset before, RepairOffset offset) {}

  /** Which shard. */
  public int shard() {
    return shard;
  }

  /** Whether the tail can go on. */
  public boolean isDone() {
    return isDone;
  }

  /** The next records, in order; whole appends only. Throws what {@link Tail#next} does. */
  public List<Repaired> next() {
    List<Repaired> batch = new ArrayList<>();
    long bytes = 0;
    SourcePosition append = null;
    RecordedEvent event = scan.peek();
    while (event != null
        && (event.at().equals(append)
            || (batch.size() < settings.maxEvents() && bytes < settings.maxBufferedBytes() / 4))) {
      bytes += event.event().sizeBytes();
      append = event.at();
      RepairOffset before = offset(scan.offset());
      batch.add(new Repaired(event, before, offset(scan.take())));
      counters.accepted.increment();
      counters.repaired.increment();
      event = scan.peek();
    }
    if (scan.isDone()) {
      isDone = true;
      RepairOffset end = offset(scan.here());
      batch.add(new Repaired(null, end, end));
      apply(end);
      logger.info("The log of shard {} is repaired: {} events", shard, end.scan().events());
    } else if (batch.isEmpty() && scan.streamsSinceOffset() >= STREAMS_UNTOLD) {
      RepairOffset here = offset(scan.here());
      batch.add(new Repaired(null, here, here));
    }
    return batch;
  }

  private RepairOffset offset(ScanOffset at) {
    return new RepairOffset(begin.gaps(), begin.before(), at);
  }

  /** The tail's sources go on behind their gaps. */
  private void apply(RepairOffset end) {
    end.gaps().forEach((source, gap) -> tail.tailOf(source).passTo(gap.upto()));
    for (EarlyEvent event : end.scan().early()) {
      SourceTail of = tail.tailOf(event.at().source());
      if (!of.hasPublished(event.at())) {
        of.publishEarly(event.at().position());
      }
    }
  }

  /** What is not published of a stream, up to the last event that the log has lost. */
  private final class Missing implements Selection {
    private final EventStore store;

    Missing(EventStore store) {
      this.store = store;
    }

    @Override
    public boolean reads(StreamId stream) {
      return stream.shard(store.settings().shards()) == shard;
    }

    @Override
    public ReadRequest firstRead(StreamId stream, int limit) {
      return ReadRequest.backwards(stream, ReadRequest.NEWEST, limit);
    }

    @Override
    public OptionalLong begin(StreamId stream, EventPage first) {
      EventPage page = first;
      OptionalLong begin = OptionalLong.empty();
      boolean isMissing = false;
      while (true) {
        for (RecordedEvent event : page.events()) {
          if (isPublished(event)) {
            return isMissing ? begin : OptionalLong.empty();
          }
          isMissing |= wants(event);
          begin = OptionalLong.of(event.version());
        }
        if (page.next().isEmpty()) {
          return isMissing ? begin : OptionalLong.empty();
        }
        page = Await.answer(store.read(ReadRequest.backwards(stream, page.next().getAsLong(), 64)));
      }
    }

    private boolean isPublished(RecordedEvent event) {
      return tail.tailOf(event.at().source()).hasPublished(event);
    }

    @Override
    public boolean wants(RecordedEvent event) {
      Gap gap = begin.gaps().get(event.at().source());
      return gap != null && gap.includes(event.at().position()) && !isPublished(event);
    }

    @Override
    public boolean publishes(RecordedEvent event) {
      return !isPublished(event);
    }

    @Override
    public long lastVersion() {
      return Long.MAX_VALUE;
    }

    @Override
    public boolean remembersEarly() {
      return true;
    }
  }
}
