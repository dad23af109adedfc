package dev.annals.model.store;

import dev.annals.model.RecordedEvent;
import java.util.List;
import java.util.OptionalLong;

/**
 * A piece of a stream, without a hole.
 *
 * @param events in the order asked for
 * @param next the version to go on from; empty at the stream's end, or beginning
 * @param startsAt the oldest version the stream has: 1 where it was never truncated. A forwards
 *     read from below it begins there
 */
public record EventPage(List<RecordedEvent> events, OptionalLong next, long startsAt) {
  /** Copies the list. */
  public EventPage {
    events = List.copyOf(events);
  }

  /** A piece of a stream that was never truncated. */
  public EventPage(List<RecordedEvent> events, OptionalLong next) {
    this(events, next, 1);
  }
}
