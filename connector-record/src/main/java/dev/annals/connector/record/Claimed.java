package dev.annals.connector.record;

import dev.annals.model.EventId;
import dev.annals.model.Excerpt;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a record claims into types.
 *
 * @param claims what it says
 * @param mapping what holds where it says nothing
 */
record Claimed(Claims claims, RecordMapping mapping) {
  /**
   * The longest identity of an event, source and id together. Whoever loads a stream reads those of
   * its last {@code dedupe.window} events at once: a thousand of a megabyte each would never
   * arrive.
   */
  private static final int MAX_ID_CHARACTERS = 4_096;

  /** Whose stream: the key names the entity before anything else does. */
  StreamId stream(RecordKey key, String topic) throws NotDecodable {
    String type = claims.text(Meaning.ENTITY_TYPE);
    String id = key.entityId() == null ? claims.text(Meaning.ENTITY_ID) : key.entityId();
    if (id == null) {
      throw new NotDecodable(
          "the record names no entity%s: give it a key, or say it in %s"
              .formatted(
                  key.kept().bytes() == null ? "" : " (its key is empty)",
                  claims.place(Meaning.ENTITY_ID)));
    }
    if (type == null) {
      type = mapping.entityType() == null ? topic : mapping.entityType();
    }
    try {
      return new StreamId(type, id);
    } catch (IllegalArgumentException tooLong) {
      throw new NotDecodable(tooLong.getMessage() + ": use a shorter one");
    }
  }

  /**
   * Source and id together, the id alone, or else the event's place.
   *
   * @param index of the event in its append
   */
  EventId eventId(SourcePosition at, int index) throws NotDecodable {
    String id = claims.text(Meaning.EVENT_ID);
    if (id == null) {
      return EventId.of(at, index);
    }
    String source = claims.text(Meaning.EVENT_SOURCE);
    EventId identity = source == null ? EventId.of(id) : EventId.of(source, id);
    int length = identity.text().length();
    if (length > MAX_ID_CHARACTERS) {
      throw new NotDecodable(
          "%s: the event's source and id have %,d characters together, but at most %,d are taken: use shorter ones"
              .formatted(claims.place(Meaning.EVENT_ID), length, MAX_ID_CHARACTERS));
    }
    return identity;
  }

  /** What happened. */
  String eventType(StreamId stream) throws NotDecodable {
    String type = claims.text(Meaning.EVENT_TYPE);
    if (type != null) {
      return type;
    }
    if (mapping.eventType() != null) {
      return mapping.eventType();
    }
    if (mapping.preset() == Preset.PLAIN) {
      return stream.entityType();
    }
    throw new NotDecodable(
        "the record has no event type: say it in "
            + claims.place(Meaning.EVENT_TYPE)
            + ", or set event.type");
  }

  int schemaVersion() throws NotDecodable {
    String text = claims.text(Meaning.SCHEMA_VERSION);
    if (text == null) {
      return 1;
    }
    try {
      int version = Integer.parseInt(text);
      if (version >= 1) {
        return version;
      }
    } catch (NumberFormatException noNumber) {
      // falls through to the same sentence
    }
    throw new NotDecodable(
        "%s: schema version '%s' is not a whole number from 1"
            .formatted(claims.place(Meaning.SCHEMA_VERSION), Excerpt.of(text)));
  }

  ExpectedVersion expectedVersion() throws NotDecodable {
    String text = claims.text(Meaning.EXPECTED_VERSION);
    if (text == null) {
      return ExpectedVersion.ANY;
    }
    try {
      return ExpectedVersion.parse(text);
    } catch (IllegalArgumentException noVersion) {
      throw new NotDecodable(
          claims.place(Meaning.EXPECTED_VERSION) + ": " + noVersion.getMessage());
    }
  }

  /** When it happened, to the millisecond: as it says, else the timestamp of the record. */
  @Nullable Instant eventTime(@Nullable Long timestamp) throws NotDecodable {
    String text = claims.text(Meaning.EVENT_TIME);
    if (text == null) {
      return timestamp == null ? null : Instant.ofEpochMilli(timestamp);
    }
    try {
      Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
      // Fails for a year that no column holds.
      return Instant.ofEpochMilli(time.toEpochMilli());
    } catch (DateTimeException | ArithmeticException noTime) {
      throw new NotDecodable(
          "%s: '%s' is not a time by RFC 3339, such as 2026-01-31T23:59:59.999Z"
              .formatted(claims.place(Meaning.EVENT_TIME), Excerpt.of(text)));
    }
  }
}
