package dev.annals.upcast;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.model.RecordedEvent;
import java.util.Objects;

/**
 * An event on its way through a chain.
 *
 * @param shape what its data is by now
 * @param data of a CloudEvent its data, else the whole payload; an upcaster in Java may change it
 * @param stored the event as it is stored: its stream, version, id, times and attributes
 */
public record EventDocument(Shape shape, JsonNode data, RecordedEvent stored) {
  /** Checks for upcasters, which may be compiled without such checks, that nothing is null. */
  public EventDocument {
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(stored, "stored");
  }

  /**
   * The event as it is, or as a chain shows it.
   *
   * @param reader who needs it as JSON, for the message
   * @throws UpcastException if its payload is no JSON, or it has none
   */
  public static EventDocument of(RecordedEvent event, String reader) throws UpcastException {
    return of(event, Content.of(event, reader).data());
  }

  /** The event with this data. */
  public static EventDocument of(RecordedEvent event, JsonNode data) {
    Shape shape = new Shape(event.event().type(), event.event().schemaVersion());
    return new EventDocument(shape, data, event);
  }

  /** The same event with other data in another shape. */
  public EventDocument as(Shape newShape, JsonNode newData) {
    return new EventDocument(newShape, newData, stored);
  }
}
