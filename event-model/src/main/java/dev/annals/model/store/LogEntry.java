package dev.annals.model.store;

import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.Outcome;
import dev.annals.model.RecordedEvent;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.VersionMismatch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened at one position of a source, as the tail reads it. */
public sealed interface LogEntry {
  /** Whose stream; it decides the shard. */
  StreamId stream();

  /** Where in the source. */
  SourcePosition at();

  /** When it was decided, by the clock of the appender. */
  Instant recordedAt();

  /** What it takes in a segment, in bytes before compression, near enough for limits. */
  int sizeBytes();

  /**
   * Events that are in the stream.
   *
   * @param events at consecutive versions, all of one append; at least one
   * @param predecessor where the event before the first came from; absent where there is none
   * @param exception for a fact that expected another version
   */
  record Accepted(
      List<RecordedEvent> events,
      @Nullable SourcePosition predecessor,
      @Nullable VersionMismatch exception)
      implements LogEntry {
    /** Checks that there is an event, else {@link IllegalArgumentException}; copies the list. */
    public Accepted {
      events = List.copyOf(events);
      if (events.isEmpty()) {
        throw new IllegalArgumentException("an accepted entry without events");
      }
    }

    /** The entry of this outcome. */
    public static Accepted of(Outcome.Accepted outcome) {
      return new Accepted(outcome.events(), outcome.predecessor(), outcome.exception());
    }

    private RecordedEvent first() {
      return events.get(0);
    }

    @Override
    public StreamId stream() {
      return first().stream();
    }

    @Override
    public SourcePosition at() {
      return first().at();
    }

    @Override
    public Instant recordedAt() {
      return first().recordedAt();
    }

    @Override
    public int sizeBytes() {
      int size = 128;
      for (RecordedEvent event : events) {
        size += 16 + event.event().sizeBytes();
      }
      return size;
    }
  }

  /**
   * An append that is not in the stream.
   *
   * @param outcome a duplicate or a rejection, word for word as the row in {@code refused} says
   * @param expected what the writer expected
   * @param events what was refused; empty for a duplicate, whose events are in the stream
   */
  record NotAccepted(
      StreamId stream,
      SourcePosition at,
      Outcome.NotAccepted outcome,
      ExpectedVersion expected,
      List<NewEvent> events,
      Instant recordedAt)
      implements LogEntry {
    /** Copies the list. */
    public NotAccepted {
      events = List.copyOf(events);
    }

    @Override
    public int sizeBytes() {
      int size = 192;
      for (NewEvent event : events) {
        size += 16 + event.sizeBytes();
      }
      return size;
    }
  }
}
