package dev.annals.source;

import dev.annals.connector.store.StoreConnection;
import dev.annals.model.store.HandOver;
import dev.annals.model.store.TokenRange;
import dev.annals.source.ReplaySettings.Mode;
import dev.annals.source.replay.Ranges;
import dev.annals.source.replay.Replay;
import dev.annals.source.replay.ReplayCounters;
import dev.annals.source.replay.ReplayLimits;
import dev.annals.source.replay.Replayed;
import dev.annals.source.scan.ScanOffset;
import dev.annals.source.tail.Emission;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task's part of a replay, and the end of it, which is told once: by the first task, as soon as
 * the offsets of all ranges say that they are done. Offsets are committed with the records they
 * belong to, so a record that says "finished" comes after all others, and its own offset keeps it
 * from being published again.
 */
final class ReplayWork implements Work {
  private static final Logger log = LoggerFactory.getLogger(ReplayWork.class);
  private static final long LOOK_NANOS = Duration.ofMillis(500).toNanos();

  private final ReplaySettings settings;
  private final boolean tellsTheEnd;
  private final OffsetStorageReader offsets;
  private final ReplayNotices notices;
  private final ReplayCounters counters;
  private final LongSupplier nanoTime;
  private final String run;
  private final HandOver handOver;
  private final List<TokenRange> ranges;
  private final Replay replay;
  private StoredReplay stored;
  private long lookedAt;
  private boolean hasLooked;
  private boolean hasTold;
  private boolean isOver;

  /** Takes part in a replay, which begins or goes on; throws what {@link HandOvers} does. */
  ReplayWork(
      StoreConnection.Open store,
      SourceSettings source,
      OffsetStorageReader offsets,
      ReplayCounters counters,
      LongSupplier nanoTime) {
    this.settings = source.replay();
    this.tellsTheEnd = source.task() == 0;
    this.offsets = offsets;
    this.counters = counters;
    this.nanoTime = nanoTime;
    this.notices = ReplayNotices.of(settings, store.events());
    this.stored = StoredReplay.read(offsets, settings.name());
    this.run = stored.run().orElse(settings.run());
    this.handOver = HandOvers.of(store.log(), source, run, stored);
    this.ranges = Ranges.of(store.events(), settings.scope()).all();
    this.replay =
        new Replay(
            settings.name(),
            store.events(),
            settings.scope(),
            handOver,
            ReplaySettings.ranges(source.task(), source.tasks()),
            stored.ranges(),
            settings.mode() == Mode.BOOTSTRAP,
            new ReplayLimits(
                source.maxEvents(),
                source.maxBufferedBytes(),
                (double) settings.eventsPerSecond() / source.tasks()),
            counters,
            nanoTime);
  }

  /** Whether all ranges are done, those of other tasks too. */
  boolean isOver() {
    return isOver;
  }

  /** Where it hands over. */
  HandOver handOver() {
    return handOver;
  }

  /** How far all ranges are, as it was last looked. */
  StoredReplay stored() {
    return stored;
  }

  @Override
  public List<Publication> next() {
    if (!replay.isDone()) {
      return replay.next().stream().map(this::publication).toList();
    }
    long now = nanoTime.getAsLong();
    if (isOver || (hasLooked && now - lookedAt < LOOK_NANOS)) {
      return List.of();
    }
    hasLooked = true;
    lookedAt = now;
    stored = StoredReplay.read(offsets, settings.name());
    isOver = isOver(stored);
    return isOver ? end() : List.of();
  }

  private boolean isOver(StoredReplay of) {
    for (int range = 0; range < ranges.size(); range++) {
      ScanOffset offset = of.ranges().get(range);
      if (offset == null || !offset.isAt(ranges.get(range).endInclusive())) {
        return false;
      }
    }
    return true;
  }

  private List<Publication> end() {
    long events = stored.ranges().values().stream().mapToLong(ScanOffset::events).sum();
    long streams = stored.ranges().values().stream().mapToLong(ScanOffset::streams).sum();
    counters.finish();
    log.info(
        "Replay {} is finished: {} events of {} streams ({}). {}",
        settings.name(),
        events,
        streams,
        settings.scopeText(),
        settings.mode() == Mode.BOOTSTRAP
            ? "What happened since follows from the log."
            : "The task idles: delete the connector, or stop it and reset its offsets to run again.");
    if (!tellsTheEnd || stored.isFinished() || hasTold) {
      return List.of();
    }
    hasTold = true;
    Map<String, Object> offset =
        ReplayOffsets.finished(
            run, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(), events, streams);
    Map<String, Object> details = new LinkedHashMap<>(offset);
    details.put("scope", settings.scopeText());
    details.put("handOver", handOver.takenAt().toString());
    return List.of(
        new Publication(
            ReplayOffsets.partition(settings.name()),
            offset,
            offset,
            new Publication.Notice(notices.record("replay-finished", details))));
  }

  private Publication publication(Replayed replayed) {
    Map<String, Object> partition = ReplayOffsets.partition(settings.name(), replayed.range());
    Map<String, Object> offset = ReplayOffsets.offset(run, replayed.offset());
    Map<String, Object> before =
        replayed instanceof Replayed.Event event
            ? ReplayOffsets.offset(run, event.before())
            : offset;
    return new Publication(partition, before, offset, content(replayed, partition, offset));
  }

  private Publication.Content content(
      Replayed replayed, Map<String, Object> partition, Map<String, Object> offset) {
    if (replayed instanceof Replayed.Event event) {
      return new Publication.OfStore(new Emission.Happened(event.event()), run);
    }
    boolean isDone = replayed instanceof Replayed.Reached reached && reached.isDone();
    Map<String, Object> details = new LinkedHashMap<>(partition);
    details.remove(ReplayOffsets.REPLAY);
    details.putAll(offset);
    return new Publication.Notice(
        notices.record(isDone ? "range-finished" : "range-under-way", details));
  }
}
