package dev.annals.model.store;

import dev.annals.model.RecordedEvent;
import java.util.List;
import java.util.OptionalLong;

/**
 * A piece of a stream, without a hole.
 *
 * @param events in the order asked for
 * @param next the version to go on from; empty at the stream's end, or beginning
 */
public record EventPage(List<RecordedEvent> events, OptionalLong next) {
  /** Copies the list. */
  public EventPage {
    events = List.copyOf(events);
  }
}
