package dev.annals.source.tail;

import dev.annals.model.Source;
import dev.annals.model.store.LogEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One shard, with all its sources: streams belong to one shard each, so their order is kept here.
 * Says which source's entry is next; {@link Emissions} says what of it is published, and what
 * before it. Not thread-safe.
 */
final class ShardTail {
  private final Map<Source, SourceTail> sources = new HashMap<>();
  private final List<SourceTail> tails = new ArrayList<>();
  private final Function<Source, SourceTail> unknownSource;
  private final Emissions emissions;
  private final ReadAhead readAhead;
  private final int maxEarly;
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
    this.emissions = new Emissions(this::tailOf, predecessors, settings.outputs(), counters);
    this.readAhead = readAhead;
    this.maxEarly = settings.maxEarly();
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
    readFirst = tails.isEmpty() ? 0 : (readFirst + 1) % tails.size();
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
    emissions.addTo(batch, tail, entry);
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

  /**
   * What the log has lost of what is next, of all sources: where the log of one expired, that of
   * others has, too.
   */
  Map<Source, Gap> gaps() {
    Map<Source, Gap> gaps = new HashMap<>();
    for (SourceTail tail : List.copyOf(tails)) {
      try {
        tail.reader().fill();
      } catch (LostEntriesException lost) {
        gaps.put(tail.place().source(), new Gap(tail.offset().position(), lost.upto()));
      }
    }
    return gaps;
  }

  SourceTail tailOf(Source source) {
    SourceTail known = sources.get(source);
    if (known != null) {
      return known;
    }
    SourceTail begun = unknownSource.apply(source);
    add(begun);
    return begun;
  }
}
