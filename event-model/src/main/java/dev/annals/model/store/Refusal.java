package dev.annals.model.store;

import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.Outcome;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code refused}: why an append is not in its stream. Final once written (DECIDED).
 *
 * @param at where it came from
 * @param stream which it was for; absent for an undecodable record
 * @param outcome what became of it
 * @param expected what the writer expected
 * @param events what was refused; for an undecodable record, one event with its key, value and
 *     headers as they came
 * @param recordedAt when it was decided, to the millisecond
 */
public record Refusal(
    SourcePosition at,
    @Nullable StreamId stream,
    Outcome.NotAccepted outcome,
    ExpectedVersion expected,
    List<NewEvent> events,
    Instant recordedAt) {
  /** Copies the list. */
  public Refusal {
    events = List.copyOf(events);
  }

  /**
   * The log's entry for it; absent for an undecodable record, which no stream and so no shard has.
   */
  public @Nullable LogEntry toEntry() {
    if (stream == null) {
      return null;
    }
    List<NewEvent> refused = outcome instanceof Outcome.Duplicate ? List.of() : events;
    return new LogEntry.NotAccepted(stream, at, outcome, expected, refused, recordedAt);
  }
}
