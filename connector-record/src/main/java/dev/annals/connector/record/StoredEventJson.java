package dev.annals.connector.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.annals.connector.kind.Kept;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a store keeps of an event beside key, payload and headers, as a JSON object: for the header
 * {@link AnnalsHeaders#EVENT}. Names are those that upcasting rules know.
 */
final class StoredEventJson {
  private static final JsonMapper JSON = new JsonMapper();
  private static final ObjectReader WHOLE =
      JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String ENTITY_TYPE = "entitytype";
  private static final String ENTITY_ID = "entityid";
  private static final String VERSION = "version";
  private static final String ID = "id";
  private static final String TYPE = "type";
  private static final String SCHEMA_VERSION = "schemaversion";
  private static final String CONTENT_TYPE = "contenttype";
  private static final String TIME = "time";
  private static final String RECORDED_AT = "recordedat";
  private static final String PART = "part";
  private static final String ATTRIBUTES = "attributes";

  private final JsonNode node;

  private StoredEventJson(JsonNode node) {
    this.node = node;
  }

  /** The text of an event in a shape. */
  static String write(Shaped shaped) {
    RecordedEvent recorded = shaped.event();
    NewEvent event = recorded.event();
    ObjectNode node = JSON.createObjectNode();
    node.put(ENTITY_TYPE, recorded.stream().entityType());
    node.put(ENTITY_ID, recorded.stream().entityId());
    node.put(VERSION, recorded.version());
    node.put(ID, event.id().text());
    node.put(TYPE, event.type());
    node.put(SCHEMA_VERSION, event.schemaVersion());
    if (event.contentType() != null) {
      node.put(CONTENT_TYPE, event.contentType());
    }
    if (event.eventTime() != null) {
      node.put(TIME, event.eventTime().toString());
    }
    node.put(RECORDED_AT, recorded.recordedAt().toString());
    if (shaped instanceof Shaped.Upcast upcast && upcast.part() > 0) {
      node.put(PART, upcast.part());
    }
    ObjectNode attributes = node.putObject(ATTRIBUTES);
    event.attributes().forEach(attributes::put);
    return node.toString();
  }

  /** The inverse of {@link #write}; each member is checked when it is asked for. */
  static StoredEventJson read(String text) throws NotDecodable {
    try {
      return new StoredEventJson(WHOLE.readTree(text));
    } catch (JsonProcessingException invalid) {
      throw wrong("is not JSON");
    }
  }

  StreamId stream() throws NotDecodable {
    try {
      return new StreamId(text(ENTITY_TYPE), text(ENTITY_ID));
    } catch (IllegalArgumentException noStream) {
      throw wrong("names no stream: " + noStream.getMessage());
    }
  }

  /** From 1. */
  long version() throws NotDecodable {
    return number(VERSION, Long.MAX_VALUE);
  }

  /** Whether a rule made it, among others, of the one that is stored. */
  boolean isPart() {
    return node.has(PART);
  }

  /**
   * The event.
   *
   * @param more attributes beside those it has
   */
  NewEvent event(Kept payload, Kept key, Bytes headers, Map<String, String> more)
      throws NotDecodable {
    try {
      return new NewEvent(
          new EventId(text(ID)),
          text(TYPE),
          (int) number(SCHEMA_VERSION, Integer.MAX_VALUE),
          payload.schemaId(),
          optional(CONTENT_TYPE),
          payload.bytes(),
          attributes(more),
          key.bytes(),
          headers,
          time());
    } catch (IllegalArgumentException | DateTimeException noEvent) {
      throw wrong("is of no event: " + noEvent.getMessage());
    }
  }

  private @Nullable Instant time() throws NotDecodable {
    String text = optional(TIME);
    return text == null ? null : Instant.parse(text);
  }

  private Map<String, String> attributes(Map<String, String> more) throws NotDecodable {
    Map<String, String> attributes = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : node.path(ATTRIBUTES).properties()) {
      if (!member.getValue().isTextual()) {
        throw wrong("has an attribute that is no text");
      }
      attributes.put(member.getKey(), member.getValue().textValue());
    }
    attributes.putAll(more);
    return attributes;
  }

  private String text(String name) throws NotDecodable {
    String text = optional(name);
    if (text == null) {
      throw wrong("has no " + name);
    }
    return text;
  }

  private @Nullable String optional(String name) throws NotDecodable {
    JsonNode value = node.get(name);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      throw wrong("has as " + name + " what is no text");
    }
    return value.textValue();
  }

  private long number(String name, long max) throws NotDecodable {
    JsonNode value = node.path(name);
    if (!value.canConvertToLong() || !value.isIntegralNumber()) {
      throw wrong("has no " + name + " that is a whole number");
    }
    if (value.longValue() < 1 || value.longValue() > max) {
      throw wrong("has a " + name + " that is not from 1 to " + max);
    }
    return value.longValue();
  }

  private static NotDecodable wrong(String how) {
    return new NotDecodable(
        "header %s %s: publish the event again by a replay of this release"
            .formatted(AnnalsHeaders.EVENT, how));
  }
}
