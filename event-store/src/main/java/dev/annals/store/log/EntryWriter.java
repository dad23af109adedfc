package dev.annals.store.log;

import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.VersionMismatch;
import dev.annals.model.store.LogEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Packs the entries of one segment; {@link EntryReader} unpacks them.
 *
 * <pre>
 * 0   accepted       how many events, the events, optional predecessor (a position), optional
 *                    exception (expected, actual)
 * 1   not accepted   time, position, stream, outcome, expected, events as in EventCodec
 *
 * recorded event     flag: is the next of the same append? (stream, time and position of the event
 *                    before it, one version and one index further) else time, position, stream,
 *                    version, index; then the event
 * position           source, then the distance from the segment's first position
 * source             its number in this segment, 0 the segment's own; a new one is followed by its
 *                    text
 * time               milliseconds since the time packed before it
 * </pre>
 */
final class EntryWriter {
  static final int ACCEPTED = 0;
  static final int NOT_ACCEPTED = 1;

  private final BodyWriter out;
  private final long first;
  private final Map<Source, Integer> sources = new HashMap<>();
  private long lastTimeMs;

  EntryWriter(BodyWriter out, Source source, long first) {
    this.out = out;
    this.first = first;
    sources.put(source, 0);
  }

  void write(LogEntry entry) {
    if (entry instanceof LogEntry.Accepted accepted) {
      out.unsigned(ACCEPTED);
      write(accepted);
    } else if (entry instanceof LogEntry.NotAccepted notAccepted) {
      out.unsigned(NOT_ACCEPTED);
      write(notAccepted);
    }
  }

  private void write(LogEntry.Accepted entry) {
    writeEvents(entry.events());
    SourcePosition predecessor = entry.predecessor();
    out.flag(predecessor != null);
    if (predecessor != null) {
      write(predecessor);
    }
    VersionMismatch exception = entry.exception();
    out.flag(exception != null);
    if (exception != null) {
      OutcomeCodec.write(out, exception.expected());
      out.signed(exception.actual());
    }
  }

  private void write(LogEntry.NotAccepted entry) {
    write(entry.recordedAt());
    write(entry.at());
    OutcomeCodec.write(out, entry.stream());
    OutcomeCodec.write(out, entry.outcome());
    OutcomeCodec.write(out, entry.expected());
    EventCodec.writeAll(out, entry.events(), entry.recordedAt());
  }

  private void writeEvents(List<RecordedEvent> events) {
    out.unsigned(events.size());
    for (int i = 0; i < events.size(); i++) {
      RecordedEvent event = events.get(i);
      boolean next = i > 0 && isNext(events.get(i - 1), event);
      out.flag(next);
      if (!next) {
        write(event.recordedAt());
        write(event.at());
        OutcomeCodec.write(out, event.stream());
        out.unsigned(event.version());
        out.unsigned(event.index());
      }
      EventCodec.write(out, event.event(), event.recordedAt());
    }
  }

  private static boolean isNext(RecordedEvent before, RecordedEvent event) {
    return event.version() == before.version() + 1
        && event.index() == before.index() + 1
        && event.stream().equals(before.stream())
        && event.at().equals(before.at())
        && event.recordedAt().equals(before.recordedAt());
  }

  private void write(SourcePosition at) {
    int known = sources.size();
    int number = sources.computeIfAbsent(at.source(), source -> known);
    out.unsigned(number);
    if (number == known) {
      out.text(at.source().text());
    }
    out.signed(at.position() - first);
  }

  private void write(Instant time) {
    long timeMs = time.toEpochMilli();
    out.signed(timeMs - lastTimeMs);
    lastTimeMs = timeMs;
  }
}
