package dev.annals.reduce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.model.EventId;
import dev.annals.model.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a stream amount to, up to a version.
 *
 * @param stream whose
 * @param version of the last event in it; 0 before the first. An application that decides by the
 *     state appends with it as the expected version.
 * @param last the id of that event, where it is known; absent before the first
 * @param document the state; not to be changed
 */
public record State(StreamId stream, long version, @Nullable EventId last, JsonNode document) {
  /** A state of which nobody asks which event was its last. */
  public State(StreamId stream, long version, JsonNode document) {
    this(stream, version, null, document);
  }
}
