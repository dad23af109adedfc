package dev.annals.connector.record;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** A ready-made set of header names. */
public enum Preset {
  /** CloudEvents on Kafka: headers {@code ce_…}, or the whole event as JSON. */
  CLOUDEVENTS,
  /**
   * What Debezium's outbox event router sends: header {@code id}, and {@code eventType} and {@code
   * aggregatetype} where {@code table.fields.additional.placement} puts them.
   */
  DEBEZIUM_OUTBOX,
  /** Key and value, no header needed: the entity type is the event type where none is given. */
  PLAIN;

  /** The preset of this name, as settings spell it, else {@link IllegalArgumentException}. */
  public static Preset of(String text) {
    for (Preset preset : values()) {
      if (preset.text().equals(text)) {
        return preset;
      }
    }
    throw new IllegalArgumentException("there is no preset " + text);
  }

  /** The name as settings spell it: {@code debezium-outbox}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The header of each meaning; a meaning without a header is absent. */
  public Map<Meaning, String> headers() {
    Map<Meaning, String> headers = new EnumMap<>(Meaning.class);
    switch (this) {
      case CLOUDEVENTS -> {
        for (Meaning meaning : Meaning.values()) {
          headers.put(meaning, RecordMapping.CLOUDEVENTS_PREFIX + meaning.attribute());
        }
      }
      case DEBEZIUM_OUTBOX -> {
        headers.put(Meaning.ENTITY_TYPE, "aggregatetype");
        headers.put(Meaning.ENTITY_ID, "aggregateid");
        headers.put(Meaning.EVENT_ID, "id");
        headers.put(Meaning.EVENT_TYPE, "eventType");
        headers.put(Meaning.SCHEMA_VERSION, "schemaVersion");
        headers.put(Meaning.EXPECTED_VERSION, "expectedVersion");
      }
      case PLAIN -> {
        headers.put(Meaning.EVENT_ID, "id");
        headers.put(Meaning.EVENT_TYPE, "type");
        headers.put(Meaning.EXPECTED_VERSION, "expected-version");
      }
    }
    return headers;
  }
}
