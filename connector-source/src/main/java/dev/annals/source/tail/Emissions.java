package dev.annals.source.tail;

import dev.annals.model.Outcome;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.LogEntry;
import dev.annals.source.tail.TailSettings.Outputs;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the entries of one shard come to, when they are published: a stream's versions in order,
 * each once (ORDERED).
 *
 * <p>An entry names where the event before its first one came from. If that source is not read up
 * to there, the event is fetched from its stream and published first, and so on down; its source
 * remembers it as <em>early</em>. Waiting instead could last for ever: streams of one source commit
 * in any order, so two sources can each stand before an entry that the other has to pass first.
 * Early leaves out the events only, not what is reported beside them. Not thread-safe.
 */
final class Emissions {
  private static final Logger logger = LoggerFactory.getLogger(Emissions.class);

  private final Function<Source, SourceTail> tails;
  private final Predecessors predecessors;
  private final Outputs outputs;
  private final TailCounters counters;

  /**
   * Emissions of one shard.
   *
   * @param tails the shard's sources, also those of which no progress was seen yet
   */
  Emissions(
      Function<Source, SourceTail> tails,
      Predecessors predecessors,
      Outputs outputs,
      TailCounters counters) {
    this.tails = tails;
    this.predecessors = predecessors;
    this.outputs = outputs;
    this.counters = counters;
  }

  /** Adds what the next entry of a source comes to; the source has passed it then. */
  void addTo(List<Emission> batch, SourceTail tail, LogEntry entry) {
    tail.reach(entry.at().position());
    if (entry instanceof LogEntry.Accepted accepted) {
      publish(tail, accepted, batch);
    } else if (entry instanceof LogEntry.NotAccepted notAccepted) {
      publish(tail, notAccepted, batch);
    }
    tail.pass(entry.at().position());
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
    TailOffset before = tail.offset();
    if (published < records) {
      tail.publish(published);
    } else {
      tail.pass(entry.at().position());
    }
    return new Emission(tail.place(), content, before, tail.offset());
  }

  private void publishPredecessors(LogEntry.Accepted entry, List<Emission> batch) {
    SourcePosition before = entry.predecessor();
    if (before == null || tails.apply(before.source()).hasPublished(before)) {
      return;
    }
    List<RecordedEvent> missing =
        predecessors.unpublished(
            entry.stream(),
            entry.events().get(0).version(),
            event -> tails.apply(event.at().source()).hasPublished(event));
    for (int i = 0; i < missing.size(); i++) {
      RecordedEvent event = missing.get(i);
      SourceTail tail = tails.apply(event.at().source());
      TailOffset publishedBefore = tail.offset();
      boolean endsItsAppend =
          i + 1 == missing.size() || !missing.get(i + 1).at().equals(event.at());
      if (endsItsAppend) {
        // With the last of them only: whoever starts again in between repeats, but skips nothing.
        tail.publishEarly(event.at().position());
      }
      batch.add(
          new Emission(tail.place(), new Emission.Happened(event), publishedBefore, tail.offset()));
      counters.accepted.increment();
      counters.early.increment();
    }
  }
}
