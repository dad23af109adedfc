package dev.annals.model;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event that is not in a stream yet.
 *
 * @param id its identity
 * @param type what happened, such as {@code order.placed}; not empty
 * @param schemaVersion the version of the type's shape, from 1
 * @param schemaId the fingerprint of the Connect schema of the payload, where it had one
 * @param contentType the media type of the payload, where known
 * @param payload the bytes of the record's value; absent for a record without one
 * @param attributes further attributes by name, such as {@code correlationid}; no order
 * @param key the bytes of the record's key, where it had one
 * @param headers the record's headers in their order, in the encoding of the connector that wrote
 *     them
 * @param eventTime when it happened, to the millisecond, where known
 */
public record NewEvent(
    EventId id,
    String type,
    int schemaVersion,
    @Nullable String schemaId,
    @Nullable String contentType,
    @Nullable Bytes payload,
    Map<String, String> attributes,
    @Nullable Bytes key,
    @Nullable Bytes headers,
    @Nullable Instant eventTime) {

  /** What the types of events begin with that Annals itself knows: no reducer is given them. */
  public static final String OWN_TYPES = "annals.";

  /** The type of the event that closes its stream: the append that has it last is the last one. */
  public static final String CLOSE = OWN_TYPES + "close";

  /**
   * Checks type, schema version, time and that texts have a UTF-8 form, else {@link
   * IllegalArgumentException}; copies the attributes; drops what is finer than a millisecond.
   */
  public NewEvent {
    if (type.isEmpty()) {
      throw new IllegalArgumentException("the event type is empty");
    }
    if (schemaVersion < 1) {
      throw new IllegalArgumentException("a schema version is at least 1: " + schemaVersion);
    }
    Unicode.require(type, "event type");
    requireUnicode(schemaId, "schema id");
    requireUnicode(contentType, "content type");
    attributes = Map.copyOf(attributes);
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      Unicode.require(attribute.getKey(), "name of an attribute");
      Unicode.require(attribute.getValue(), "attribute " + attribute.getKey());
    }
    eventTime = eventTime == null ? null : inMillis(eventTime);
  }

  private static void requireUnicode(@Nullable String text, String what) {
    if (text != null) {
      Unicode.require(text, what);
    }
  }

  private static Instant inMillis(Instant time) {
    try {
      return Instant.ofEpochMilli(time.toEpochMilli());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "the event time %s is more than 292 million years away".formatted(time), e);
    }
  }

  /** An event with an identity, a type and a payload, and nothing else. */
  public static NewEvent of(EventId id, String type, @Nullable Bytes payload) {
    return new NewEvent(id, type, 1, null, null, payload, Map.of(), null, null, null);
  }

  /** Whether it closes its stream. */
  public boolean closes() {
    return type.equals(CLOSE);
  }

  /** Whether both say the same: type, schema version and payload bytes are equal. */
  public boolean hasContentOf(NewEvent other) {
    return type.equals(other.type)
        && schemaVersion == other.schemaVersion
        && Objects.equals(payload, other.payload);
  }

  /** What it takes in a row, in bytes, near enough for limits: characters count once. */
  public int sizeBytes() {
    int size =
        64 + id.text().length() + type.length() + sizeOf(payload) + sizeOf(key) + sizeOf(headers);
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      size += attribute.getKey().length() + attribute.getValue().length();
    }
    return size;
  }

  private static int sizeOf(@Nullable Bytes bytes) {
    return bytes == null ? 0 : bytes.size();
  }
}
