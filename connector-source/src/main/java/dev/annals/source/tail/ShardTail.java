package dev.annals.source.tail;

import dev.annals.model.Outcome;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.LogEntry;
import dev.annals.source.tail.TailSettings.Outputs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One shard, with all its sources: streams belong to one shard each, so their order is kept here
 * (ORDERED).
 *
 * <p>An entry names where the event before its first one came from. If that source is not read up
 * to there, the event is fetched from its stream and published first, and so on down; its source
 * remembers it as <em>early</em>. Waiting instead could last for ever: streams of one source commit
 * in any order, so two sources can each stand before an entry that the other has to pass first. Not
 * thread-safe.
 */
final class ShardTail {
  private static final Logger logger = LoggerFactory.getLogger(ShardTail.class);

  private final Map<Source, SourceTail> sources = new HashMap<>();
  private final List<SourceTail> tails = new ArrayList<>();
  private final Function<Source, SourceTail> unknownSource;
  private final Predecessors predecessors;
  private final Outputs outputs;
  private final ReadAhead readAhead;
  private final int maxEarly;
  private final TailCounters counters;
  private int readFirst;

  /**
   * A shard without sources.
   *
   * @param unknownSource begins a source that an event came from before its progress was seen
   */
  ShardTail(
      Function<Source, SourceTail> unknownSource,
      Predecessors predecessors,
      ReadAhead readAhead,
      TailSettings settings,
      TailCounters counters) {
    this.unknownSource = unknownSource;
    this.predecessors = predecessors;
    this.outputs = settings.outputs();
    this.readAhead = readAhead;
    this.maxEarly = settings.maxEarly();
    this.counters = counters;
  }

  @Nullable SourceTail find(Source source) {
    return sources.get(source);
  }

  void add(SourceTail tail) {
    sources.put(tail.place().source(), tail);
    tails.add(tail);
  }

  List<SourceTail> tails() {
    return tails;
  }

  /** Starts to read where a source has nothing at hand, while there is room, each first in turn. */
  void startReading() {
    for (int i = 0; i < tails.size() && readAhead.hasRoom(); i++) {
      tails.get((readFirst + i) % tails.size()).reader().start();
    }
    readFirst++;
  }

  /**
   * Takes the next entry, with what has to be published before it.
   *
   * @return false if there is none at the moment
   */
  boolean takeNext(List<Emission> batch) {
    fill();
    SourceTail tail = choose();
    if (tail == null) {
      return false;
    }
    LogEntry entry = tail.reader().take();
    tail.reach(entry.at().position());
    if (entry instanceof LogEntry.Accepted accepted) {
      publish(tail, accepted, batch);
    } else if (entry instanceof LogEntry.NotAccepted notAccepted) {
      publish(tail, notAccepted, batch);
    }
    tail.pass(entry.at().position());
    return true;
  }

  /** All sources should have an entry at hand to choose from; one of them must, if any can. */
  private void fill() {
    startReading();
    boolean canChoose = false;
    List<SourceTail> dry = new ArrayList<>();
    for (SourceTail tail : tails) {
      canChoose |= tail.peek() != null;
      if (tail.reader().isDry()) {
        dry.add(tail);
      }
    }
    for (SourceTail tail : dry) {
      if (!canChoose || tail.reader().isStarted()) {
        tail.reader().fill();
        canChoose |= tail.peek() != null;
      }
    }
  }

  /** The entry that was decided first: then few predecessors are missing, and nobody starves. */
  private @Nullable SourceTail choose() {
    SourceTail chosen = null;
    LogEntry earliest = null;
    for (SourceTail tail : tails) {
      LogEntry entry = tail.peek();
      if (entry != null
          && (earliest == null || entry.recordedAt().isBefore(earliest.recordedAt()))) {
        chosen = tail;
        earliest = entry;
      }
    }
    return chosen == null ? null : laggardBefore(chosen);
  }

  /**
   * The source to read before the chosen one: where one that the chosen entry depends on has as
   * many early events as it should, it is read first. It is not waited for where there is nothing
   * to read of it, or where it depends on the chosen one: then it has one early event more, and
   * there can be no more of those than its sink has under way.
   */
  private SourceTail laggardBefore(SourceTail chosen) {
    Set<SourceTail> considered = new HashSet<>();
    SourceTail next = chosen;
    while (considered.add(next)) {
      SourceTail laggard = fullLaggardOf(next);
      if (laggard == null) {
        return next;
      }
      laggard.reader().fill();
      if (laggard.peek() == null) {
        return next;
      }
      next = laggard;
    }
    return next;
  }

  private @Nullable SourceTail fullLaggardOf(SourceTail tail) {
    if (!(tail.peek() instanceof LogEntry.Accepted entry)
        || entry.predecessor() == null
        || tail.isEarly(entry.at().position())) {
      return null;
    }
    SourceTail laggard = sources.get(entry.predecessor().source());
    boolean isFull =
        laggard != null
            && !laggard.hasPublished(entry.predecessor())
            && laggard.earlySize() >= maxEarly;
    return isFull ? laggard : null;
  }

  /** The records of an accepted entry: its events, then its exceptions, less those published. */
  private void publish(SourceTail tail, LogEntry.Accepted entry, List<Emission> batch) {
    int events = entry.events().size();
    boolean isException = entry.exception() != null && outputs.exceptions();
    int records = isException ? 2 * events : events;
    int from = tail.index();
    if (tail.isEarly(entry.at().position())) {
      from = Math.max(from, events);
    } else {
      publishPredecessors(entry, batch);
    }
    for (int record = from; record < records; record++) {
      boolean isEvent = record < events;
      Emission.Content content =
          isEvent
              ? new Emission.Happened(entry.events().get(record))
              : new Emission.Surprised(entry, record - events);
      batch.add(emission(tail, entry, content, record + 1, records));
      (isEvent ? counters.accepted : counters.exceptions).increment();
    }
  }

  private void publish(SourceTail tail, LogEntry.NotAccepted entry, List<Emission> batch) {
    if (entry.outcome() instanceof Outcome.Duplicate) {
      counters.duplicates.increment();
      logger.debug("{} repeats events that are in {} already", entry.at(), entry.stream());
    }
    boolean isPublished = outputs.rejected() && entry.outcome() instanceof Outcome.Rejected;
    int records = isPublished ? entry.events().size() : 0;
    for (int record = tail.index(); record < records; record++) {
      Emission.Content content = new Emission.Refused(entry, record);
      batch.add(emission(tail, entry, content, record + 1, records));
      counters.rejected.increment();
    }
  }

  /** A record with the offset after it: inside the entry, or after the entry with the last one. */
  private static Emission emission(
      SourceTail tail, LogEntry entry, Emission.Content content, int published, int records) {
    if (published < records) {
      tail.publish(published);
    } else {
      tail.pass(entry.at().position());
    }
    return new Emission(tail.place(), content, tail.offset());
  }

  private void publishPredecessors(LogEntry.Accepted entry, List<Emission> batch) {
    SourcePosition before = entry.predecessor();
    if (before == null || tailOf(before.source()).hasPublished(before)) {
      return;
    }
    List<RecordedEvent> missing =
        predecessors.unpublished(
            entry.stream(),
            entry.events().get(0).version(),
            event -> tailOf(event.at().source()).hasPublished(event));
    for (int i = 0; i < missing.size(); i++) {
      RecordedEvent event = missing.get(i);
      SourceTail tail = tailOf(event.at().source());
      boolean endsItsAppend =
          i + 1 == missing.size() || !missing.get(i + 1).at().equals(event.at());
      if (endsItsAppend) {
        // With the last of them only: whoever starts again in between repeats, but skips nothing.
        tail.publishEarly(event.at().position());
      }
      batch.add(new Emission(tail.place(), new Emission.Happened(event), tail.offset()));
      counters.accepted.increment();
      counters.early.increment();
    }
  }

  private SourceTail tailOf(Source source) {
    SourceTail known = sources.get(source);
    if (known != null) {
      return known;
    }
    SourceTail begun = unknownSource.apply(source);
    add(begun);
    return begun;
  }
}
