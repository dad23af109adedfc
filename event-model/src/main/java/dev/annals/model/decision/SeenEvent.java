package dev.annals.model.decision;

import dev.annals.model.EventId;
import dev.annals.model.RecordedEvent;
import dev.annals.model.SourcePosition;

/**
 * What is remembered of an event in a stream.
 *
 * @param version where it stands
 * @param id its identity
 * @param at where it came from
 */
public record SeenEvent(long version, EventId id, SourcePosition at) {
  /** What is remembered of this event. */
  public static SeenEvent of(RecordedEvent event) {
    return new SeenEvent(event.version(), event.event().id(), event.at());
  }
}
