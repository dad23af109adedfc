package dev.annals.connector.record;

/**
 * What a header of a record, or an attribute of a structured CloudEvent, can say about an event.
 * Each has a header of its own, which {@link RecordMapping} names.
 */
public enum Meaning {
  /** What kind of entity the event is about. */
  ENTITY_TYPE("entitytype"),
  /** Which entity, for records without a key. */
  ENTITY_ID("subject"),
  /** The event's id, as its producer gave it. */
  EVENT_ID("id"),
  /** What happened. */
  EVENT_TYPE("type"),
  /** Who gave the id: two sources may use the same one. */
  EVENT_SOURCE("source"),
  /** When it happened, in RFC 3339. */
  EVENT_TIME("time"),
  /** The version of the type's shape. */
  SCHEMA_VERSION("schemaversion"),
  /** The version the stream must be at. */
  EXPECTED_VERSION("expectedversion");

  private final String attribute;

  Meaning(String attribute) {
    this.attribute = attribute;
  }

  /** The attribute that says it in a structured CloudEvent. */
  public String attribute() {
    return attribute;
  }
}
