package dev.annals.upcast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A payload in JSON, and where in it the data is: of a structured CloudEvent the member {@code
 * data}, else all of it.
 *
 * @param payload parsed
 * @param isCloudEvent whether the payload says of itself what the event is
 */
record Content(RecordedEvent event, JsonNode payload, boolean isCloudEvent) {
  private static final String CLOUDEVENT = "application/cloudevents+json";

  /**
   * The payload of an event.
   *
   * @param rule that needs it, for the message
   */
  static Content of(RecordedEvent event, String rule) throws UpcastException {
    Bytes payload = event.event().payload();
    if (payload == null) {
      throw new UpcastException("it has no payload, but %s needs JSON".formatted(rule));
    }
    JsonNode parsed;
    try {
      parsed = Json.read(payload);
    } catch (Json.NotJson reason) {
      throw new UpcastException(
          "its payload %s, but %s needs JSON".formatted(reason.getMessage(), rule));
    }
    boolean isCloudEvent = isCloudEvent(event.event().contentType()) && parsed.isObject();
    if (isCloudEvent && !parsed.has("data")) {
      throw new UpcastException(
          "it is a CloudEvent without a member data in JSON, but %s needs one".formatted(rule));
    }
    return new Content(event, parsed, isCloudEvent);
  }

  private static boolean isCloudEvent(@Nullable String contentType) {
    return contentType != null
        && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(CLOUDEVENT);
  }

  JsonNode data() {
    return isCloudEvent ? payload.get("data") : payload;
  }

  /**
   * The event as which a document is shown. Its Connect schema is left behind: it told the stored
   * shape.
   *
   * @param part its number among what the event is split into; 0 if it is not split
   */
  RecordedEvent show(EventDocument document, int part, int parts) throws UpcastException {
    NewEvent stored = event.event();
    EventId id = part == 0 ? stored.id() : new EventId(numbered(stored.id().text(), part));
    NewEvent shown =
        new NewEvent(
            id,
            document.shape().type(),
            document.shape().version(),
            null,
            stored.contentType(),
            isCloudEvent ? cloudEvent(document, part, parts) : plain(document),
            stored.attributes(),
            stored.key(),
            stored.headers(),
            stored.eventTime());
    return new RecordedEvent(
        event.stream(), event.version(), shown, event.recordedAt(), event.at(), event.index());
  }

  private static String numbered(String id, int part) {
    return id + "#" + part;
  }

  /** Data that nobody touched stays as it is stored, to the byte. */
  @SuppressWarnings("ReferenceEquality") // 1.50 and 1.5 are equal, but not the same bytes
  private @Nullable Bytes plain(EventDocument document) throws UpcastException {
    return document.data() == payload ? event.event().payload() : Json.write(document.data());
  }

  private Bytes cloudEvent(EventDocument document, int part, int parts) throws UpcastException {
    ObjectNode changed = ((ObjectNode) payload).objectNode();
    changed.setAll((ObjectNode) payload);
    changed.put("type", document.shape().type());
    changed.put("schemaversion", document.shape().version());
    if (part > 0) {
      changed.put("id", numbered(payload.path("id").asText(), part));
      changed.put("part", part);
      changed.put("parts", parts);
    }
    changed.set("data", document.data());
    return Json.write(changed);
  }
}
