package dev.annals.source.tail;

import dev.annals.model.Source;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.Progress;
import dev.annals.source.tail.TailSettings.Start;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log of some shards, for all sources, and says what to publish: the versions of a
 * stream in order, each once (ORDERED).
 *
 * <p>Every emission carries the offset of its source in its shard after it. A tail that starts from
 * the offsets of a whole number of batches goes on exactly there; from the offsets of part of a
 * batch it may repeat records, and skips none. Blocks while the store answers; one thread may use
 * it.
 */
public final class Tail {
  private static final Logger logger = LoggerFactory.getLogger(Tail.class);

  /** Of how many topics in which nothing happens progress is read at a time. */
  public static final int QUIET_TOPICS_AT_ONCE = ProgressWatch.QUIET_AT_ONCE;

  /** Entries that a batch passes over or publishes: more of them wait for fresh progress. */
  private static final int MAX_ENTRIES = 10_000;

  private final EventStore store;
  private final OutcomeLog log;
  private final StoredOffsets offsets;
  private final TailSettings settings;
  private final TailCounters counters;
  private final ProgressWatch progress;
  private final ReadAhead readAhead;
  private final Map<Integer, ShardTail> shards = new TreeMap<>();
  private boolean started;
  private int firstShard;

  /**
   * A tail that has read nothing yet.
   *
   * @param nanoTime a clock that only decides how often progress is read
   */
  public Tail(
      EventStore store,
      OutcomeLog log,
      StoredOffsets offsets,
      TailSettings settings,
      TailCounters counters,
      LongSupplier nanoTime) {
    this.store = store;
    this.log = log;
    this.offsets = offsets;
    this.settings = settings;
    this.counters = counters;
    this.progress = new ProgressWatch(log, settings.pollInterval(), nanoTime);
    this.readAhead = new ReadAhead(settings.maxBufferedBytes());
    Predecessors predecessors = new Predecessors(store);
    for (int shard : settings.shards()) {
      shards.put(
          shard,
          new ShardTail(
              source -> beginUnknown(new ShardSource(shard, source)),
              predecessors,
              readAhead,
              settings,
              counters));
    }
  }

  /**
   * The next records to publish, in order; whole entries only.
   *
   * @return empty if nothing is decided that is not published
   * @throws LostEntriesException if the log expired before it was read
   * @throws dev.annals.model.store.StoreException for a fault that waiting does not mend
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public List<Emission> next() {
    learn(progress.read());
    startReading();
    List<Emission> batch = new ArrayList<>();
    try {
      takeEntries(batch);
    } catch (LostEntriesException lost) {
      // What was taken before is whole; the next call comes to the same place and throws.
      if (batch.isEmpty()) {
        throw lost;
      }
    }
    firstShard = shards.isEmpty() ? 0 : (firstShard + 1) % shards.size();
    count();
    return batch;
  }

  private void takeEntries(List<Emission> batch) {
    List<ShardTail> inTurn = new ArrayList<>(shards.values());
    int entries = 0;
    for (int i = 0; i < inTurn.size(); i++) {
      ShardTail shard = inTurn.get((firstShard + i) % inTurn.size());
      while (batch.size() < settings.maxEvents()
          && entries < MAX_ENTRIES
          && shard.takeNext(batch)) {
        entries++;
      }
    }
  }

  /**
   * Publishes from the streams what the log of a shard has lost; the tail waits until that is done.
   *
   * @param shard one of its own
   * @param stored the shard's last repair, which goes on unless it is over; absent: there was none
   */
  public Repair repair(int shard, @Nullable RepairOffset stored) {
    learn(progress.read());
    ShardTail tail = shards.get(shard);
    if (tail == null) {
      throw new IllegalArgumentException("shard %d is not of this task".formatted(shard));
    }
    RepairOffset begin =
        stored == null || stored.isDone() ? RepairOffset.begin(tail, stored) : stored;
    return new Repair(store, shard, tail, begin, settings, counters);
  }

  private void learn(List<Progress> sources) {
    begin(sources);
    for (Progress of : sources) {
      for (Map.Entry<Integer, ShardTail> shard : shards.entrySet()) {
        SourceTail tail = shard.getValue().find(of.source());
        if (tail != null) {
          tail.reader().learn(of.upto(), lastEnd(of, shard.getKey()));
        }
      }
    }
    started = true;
  }

  private static long lastEnd(Progress progress, int shard) {
    Long end = progress.lastEnds().get(shard);
    return end == null ? 0 : end;
  }

  /** Begins sources that were not known, each at its offset if it has one. */
  private void begin(List<Progress> sources) {
    Map<ShardSource, Progress> unknown = new LinkedHashMap<>();
    for (Progress of : sources) {
      for (Map.Entry<Integer, ShardTail> shard : shards.entrySet()) {
        if (shard.getValue().find(of.source()) == null) {
          unknown.put(new ShardSource(shard.getKey(), of.source()), of);
        }
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    Map<ShardSource, TailOffset> found = offsets.find(unknown.keySet());
    // An offset says that an earlier run began: what was decided since then is not passed over.
    boolean fromNow = settings.start() == Start.NOW && found.isEmpty();
    for (Map.Entry<ShardSource, Progress> entry : unknown.entrySet()) {
      ShardSource place = entry.getKey();
      TailOffset offset = found.get(place);
      add(
          offset != null
              ? tailFrom(place, offset)
              : beginWithoutOffset(place, entry.getValue(), fromNow));
    }
    logger.info(
        "Tails {} more sources in shards {}", newSources(unknown.keySet()), shards.keySet());
  }

  private static Set<Source> newSources(Collection<ShardSource> places) {
    Set<Source> sources = new HashSet<>();
    places.forEach(place -> sources.add(place.source()));
    return sources;
  }

  private void add(SourceTail tail) {
    ShardTail shard = shards.get(tail.place().shard());
    if (shard != null) {
      shard.add(tail);
    }
  }

  private SourceTail tailFrom(ShardSource place, TailOffset offset) {
    LogReader reader = new LogReader(log, place, readAhead, offset.position());
    return new SourceTail(place, reader, offset);
  }

  private SourceTail beginWithoutOffset(ShardSource place, Progress of, boolean fromNow) {
    if (started) {
      return tailFrom(place, TailOffset.at(0));
    }
    if (fromNow) {
      return tailFrom(place, TailOffset.at(of.upto()));
    }
    SourceTail tail = tailFrom(place, TailOffset.at(0));
    tail.reader().learn(of.upto(), lastEnd(of, place.shard()));
    tail.beginAt(tail.reader().skipToOldest());
    return tail;
  }

  /** A source that an event came from although nobody has seen its progress: it is new. */
  private SourceTail beginUnknown(ShardSource place) {
    TailOffset offset = offsets.find(Set.of(place)).get(place);
    return tailFrom(place, offset == null ? TailOffset.at(0) : offset);
  }

  private void startReading() {
    int dry = 0;
    for (ShardTail shard : shards.values()) {
      for (SourceTail tail : shard.tails()) {
        dry += tail.reader().isDry() ? 1 : 0;
      }
    }
    readAhead.shareAmong(dry);
    shards.values().forEach(ShardTail::startReading);
  }

  private void count() {
    long lag = 0;
    long early = 0;
    Set<Source> sources = new HashSet<>();
    for (ShardTail shard : shards.values()) {
      for (SourceTail tail : shard.tails()) {
        lag += tail.lag();
        early += tail.earlySize();
        sources.add(tail.place().source());
      }
    }
    counters.lag.set(lag);
    counters.earlyPositions.set(early);
    counters.sources.set(sources.size());
    counters.bufferedBytes.set(readAhead.bytes());
  }
}
