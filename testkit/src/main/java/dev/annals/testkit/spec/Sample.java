package dev.annals.testkit.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.upcast.EventDocument;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as a specification writes it down: what it says, not where it is stored.
 *
 * @param type what happened
 * @param schemaVersion the version of the type's shape, from 1
 * @param json its data; absent for an event without a payload
 * @param attributes further attributes by name
 */
public record Sample(
    String type, int schemaVersion, @Nullable String json, Map<String, String> attributes) {
  /** When every sample happened, and was recorded. */
  public static final Instant TIME = Instant.parse("2026-01-31T12:00:00Z");

  private static final Source SOURCE = new Source("spec", 0, "1");

  /** Checks that the data is JSON, else {@link IllegalArgumentException}; copies the attributes. */
  public Sample {
    attributes = Map.copyOf(attributes);
    if (json != null) {
      SpecJson.read(json);
    }
  }

  /** An event of schema version 1. */
  public static Sample event(String type, String json) {
    return event(type, 1, json);
  }

  /** An event of a schema version. */
  public static Sample event(String type, int schemaVersion, String json) {
    return new Sample(type, schemaVersion, json, Map.of());
  }

  /** An event without a payload, as a tombstone is. */
  public static Sample withoutPayload(String type) {
    return new Sample(type, 1, null, Map.of());
  }

  /** The same, with one more attribute, such as {@code correlationid}. */
  public Sample with(String attribute, String text) {
    Map<String, String> more = new HashMap<>(attributes);
    more.put(attribute, text);
    return new Sample(type, schemaVersion, json, more);
  }

  /** As it would be stored at a version of a stream, under the id {@code e} and the version. */
  RecordedEvent at(StreamId stream, long version) {
    Bytes payload = json == null ? null : Bytes.of(json.getBytes(UTF_8));
    NewEvent event =
        new NewEvent(
            EventId.of("e" + version),
            type,
            schemaVersion,
            null,
            "application/json",
            payload,
            attributes,
            null,
            null,
            TIME);
    return new RecordedEvent(stream, version, event, TIME, new SourcePosition(SOURCE, version), 0);
  }

  /** Whether a document says the same: attributes are the stored event's, and not compared. */
  boolean isShownBy(EventDocument document) {
    return document.shape().type().equals(type)
        && document.shape().version() == schemaVersion
        && json != null
        && SpecJson.same(SpecJson.read(json), document.data());
  }

  /** For messages: {@code order.placed@2 {"total": 5}}. */
  static String text(EventDocument document) {
    return document.shape() + " " + document.data();
  }

  /** What the data is; JSON's null for an event without a payload. */
  public JsonNode data() {
    return json == null ? SpecJson.read("null") : SpecJson.read(json);
  }

  @Override
  public String toString() {
    return "%s@%d %s".formatted(type, schemaVersion, json == null ? "without a payload" : json);
  }
}
