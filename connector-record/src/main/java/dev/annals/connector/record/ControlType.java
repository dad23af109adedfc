package dev.annals.connector.record;

import dev.annals.model.Excerpt;
import dev.annals.model.NewEvent;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The event types that Annals itself understands. */
enum ControlType {
  /** An event like any other, and its stream's last. */
  CLOSE(NewEvent.CLOSE),
  /** The value is an application's state of the stream. */
  SNAPSHOT(NewEvent.OWN_TYPES + "snapshot"),
  /** The stream is to start at a later version. */
  TRUNCATE(NewEvent.OWN_TYPES + "truncate");

  private final String text;

  ControlType(String text) {
    this.text = text;
  }

  /** The control type of this name; absent where the type is the application's own. */
  static @Nullable ControlType of(String eventType) throws NotDecodable {
    if (!eventType.startsWith(NewEvent.OWN_TYPES)) {
      return null;
    }
    for (ControlType type : values()) {
      if (type.text.equals(eventType)) {
        return type;
      }
    }
    String known = Arrays.stream(values()).map(type -> type.text).collect(Collectors.joining(", "));
    throw new NotDecodable(
        "event type %s is none that Annals knows, and those that begin with %s are its own: send one of %s, or name the event otherwise"
            .formatted(Excerpt.of(eventType), NewEvent.OWN_TYPES, known));
  }

  /** Whether it is an event, which has a version. */
  boolean isEvent() {
    return this == CLOSE;
  }

  /** As records spell it. */
  String text() {
    return text;
  }
}
