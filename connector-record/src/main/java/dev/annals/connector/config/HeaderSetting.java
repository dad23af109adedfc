package dev.annals.connector.config;

import dev.annals.connector.config.SettingGroup.Shown;
import dev.annals.connector.config.SettingGroup.Takes;
import dev.annals.connector.record.Meaning;
import dev.annals.connector.record.Preset;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/**
 * The setting that names the header of a meaning.
 *
 * @param effect what the header says, and what holds without it
 */
record HeaderSetting(Meaning meaning, String key, String title, String effect) {
  static HeaderSetting of(Meaning meaning) {
    return switch (meaning) {
      case ENTITY_TYPE ->
          new HeaderSetting(
              meaning,
              "entity.type.header",
              "Header of the entity type",
              "what kind of entity the event is about. Without it: <code>entity.type</code>, else the"
                  + " topic.");
      case ENTITY_ID ->
          new HeaderSetting(
              meaning,
              "entity.id.header",
              "Header of the entity id",
              "which entity the event is about, for records without a key: a key always names the"
                  + " entity, since Kafka keeps order by key.");
      case EVENT_ID ->
          new HeaderSetting(
              meaning,
              "event.id.header",
              "Header of the event id",
              "the event's id, which finds out events that were sent twice. Without it the record's"
                  + " place is the id: only redeliveries are found out.");
      case EVENT_TYPE ->
          new HeaderSetting(
              meaning,
              "event.type.header",
              "Header of the event type",
              "what happened. Without it: <code>event.type</code>.");
      case EVENT_SOURCE ->
          new HeaderSetting(
              meaning,
              "event.source.header",
              "Header of the event source",
              "who gave the event its id: source and id are its identity together. Without it the id"
                  + " alone is.");
      case EVENT_TIME ->
          new HeaderSetting(
              meaning,
              "event.time.header",
              "Header of the event time",
              "when it happened, by RFC 3339. Without it: the record's timestamp.");
      case SCHEMA_VERSION ->
          new HeaderSetting(
              meaning,
              "schema.version.header",
              "Header of the schema version",
              "the version of the event type's shape, a whole number from 1. Without it: 1.");
      case EXPECTED_VERSION ->
          new HeaderSetting(
              meaning,
              "expected.version.header",
              "Header of the expected version",
              "the version the stream must be at: <code>any</code>, <code>none</code>,"
                  + " <code>exists</code> or a number. Without it: any.");
    };
  }

  void define(SettingGroup group) {
    StringBuilder presets = new StringBuilder();
    for (Preset preset : Preset.values()) {
      String header = preset.headers().get(meaning);
      presets
          .append(presets.isEmpty() ? "" : ", ")
          .append(preset.text())
          .append(' ')
          .append(header == null ? "none" : "<code>" + header + "</code>");
    }
    group.add(
        key,
        Takes.of(ConfigDef.Type.STRING, null, null),
        new Shown(
            title,
            Width.MEDIUM,
            Importance.LOW,
            "The header that says "
                + effect
                + " Empty: the preset's ("
                + presets
                + "). To read none, name a header that no record has."));
  }
}
