package dev.annals.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an append. Once reported it never changes, whoever asks again (DECIDED). Faults
 * are not outcomes: they are exceptions, and leave the append undecided.
 */
public sealed interface Outcome {
  /**
   * The events are in the stream.
   *
   * @param events at consecutive versions; at least one
   * @param predecessor where the event before the first of them came from; absent at version 1, and
   *     where older events were removed
   * @param exception for a fact that expected another version
   */
  record Accepted(
      List<RecordedEvent> events,
      @Nullable SourcePosition predecessor,
      @Nullable VersionMismatch exception)
      implements Outcome {
    /** Checks that there is an event, else {@link IllegalArgumentException}; copies the list. */
    public Accepted {
      events = List.copyOf(events);
      if (events.isEmpty()) {
        throw new IllegalArgumentException("accepted without events");
      }
    }

    /** The version of the first event. */
    public long firstVersion() {
      return events.get(0).version();
    }
  }

  /** Every outcome but {@link Accepted}: it has a row of its own in {@code refused}. */
  sealed interface NotAccepted extends Outcome {}

  /**
   * The same events were appended before; nothing was written.
   *
   * @param firstVersion where the first of them stands
   */
  record Duplicate(long firstVersion) implements NotAccepted {}

  /**
   * The append was refused.
   *
   * @param reason why
   * @param expected what the writer expected
   * @param actual the stream's head when it was decided
   * @param rival the event at the version this append would have taken, where there is one
   * @param message a sentence for people
   */
  record Rejected(
      RejectionReason reason,
      ExpectedVersion expected,
      long actual,
      @Nullable EventId rival,
      String message)
      implements NotAccepted {
    /** Makes sure that the message can be written as UTF-8. */
    public Rejected {
      message = Unicode.replaceHalves(message);
    }
  }

  /**
   * The record could not be read as an append.
   *
   * @param message why, and what to do
   */
  record Undecodable(String message) implements NotAccepted {
    /** Makes sure that the message, which may quote the record, can be written as UTF-8. */
    public Undecodable {
      message = Unicode.replaceHalves(message);
    }
  }
}
