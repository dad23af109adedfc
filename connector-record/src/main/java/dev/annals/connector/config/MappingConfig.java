package dev.annals.connector.config;

import dev.annals.connector.config.SettingGroup.Shown;
import dev.annals.connector.config.SettingGroup.Takes;
import dev.annals.connector.record.Meaning;
import dev.annals.connector.record.Preset;
import dev.annals.connector.record.RecordMapping;
import dev.annals.connector.record.VersionMode;
import dev.annals.model.OnConflict;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** How records become events. */
public final class MappingConfig {
  /** Which names hold where no other setting says so. */
  public static final String PRESET = "mapping.preset";

  /** The entity type of records that do not say theirs. */
  public static final String ENTITY_TYPE = "entity.type";

  /** The event type of records that do not say theirs. */
  public static final String EVENT_TYPE = "event.type";

  /** The content type of an atomic append. */
  public static final String BATCH_CONTENT_TYPE = "batch.content.type";

  /** What an expected version that is not met does. */
  public static final String ON_CONFLICT = "on.conflict";

  /** Entity types of facts. */
  public static final String ACCEPTED_ENTITY_TYPES = "on.conflict.accept.entity.types";

  /** Which versions events get. */
  public static final String VERSION_MODE = "version.mode";

  private MappingConfig() {}

  /** Defines the group Records to events. */
  public static void define(ConfigDef definitions) {
    SettingGroup group = new SettingGroup(definitions, "Records to events");
    group
        .add(
            PRESET,
            Takes.oneOf(
                Preset.CLOUDEVENTS.text(),
                Preset.CLOUDEVENTS.text(),
                Preset.DEBEZIUM_OUTBOX.text(),
                Preset.PLAIN.text()),
            new Shown(
                "Preset",
                Width.MEDIUM,
                Importance.HIGH,
                "Which headers say what about an event, unless the settings below name others:"
                    + " <code>cloudevents</code> (headers <code>ce_id</code>, <code>ce_type</code>"
                    + " and so on, or a CloudEvent in JSON as the value),"
                    + " <code>debezium-outbox</code> (what the outbox event router sends) or"
                    + " <code>plain</code> (key and value, no header needed)."))
        .add(
            ENTITY_TYPE,
            Takes.of(ConfigDef.Type.STRING, null, null),
            new Shown(
                "Entity type",
                Width.MEDIUM,
                Importance.HIGH,
                "The entity type of records that do not say theirs in a header. Empty: the name of"
                    + " their topic, as it was before any transform."))
        .add(
            EVENT_TYPE,
            Takes.of(ConfigDef.Type.STRING, null, null),
            new Shown(
                "Event type",
                Width.MEDIUM,
                Importance.MEDIUM,
                "The event type of records that do not say theirs in a header. Empty: such records"
                    + " are undecodable; with the preset <code>plain</code> the entity type is used."));
    for (Meaning meaning : Meaning.values()) {
      HeaderSetting.of(meaning).define(group);
    }
    defineAppends(group);
  }

  private static void defineAppends(SettingGroup group) {
    group
        .add(
            BATCH_CONTENT_TYPE,
            Takes.of(
                ConfigDef.Type.STRING,
                RecordMapping.BATCH_CONTENT_TYPE,
                Checks.text("a media type", MappingConfig::requireMediaType)),
            new Shown(
                "Content type of batches",
                Width.MEDIUM,
                Importance.LOW,
                "Records with this header <code>content-type</code> are atomic appends: a JSON array"
                    + " of CloudEvents for one entity, appended together or not at all. By default"
                    + " the type that CloudEvents define. Records with any other batch type are"
                    + " undecodable."))
        .add(
            ON_CONFLICT,
            Takes.oneOf("reject", "reject", "accept"),
            new Shown(
                "On conflict",
                Width.SHORT,
                Importance.HIGH,
                "What happens to an event whose expected version is not the stream's:"
                    + " <code>reject</code> for decisions, which must not be based on an old state;"
                    + " <code>accept</code> for facts, which have happened: they are recorded and"
                    + " reported as exceptions. The default loses nothing: rejected events are"
                    + " published too."))
        .add(
            ACCEPTED_ENTITY_TYPES,
            Takes.of(ConfigDef.Type.LIST, "", null),
            new Shown(
                "Entity types of facts",
                Width.LONG,
                Importance.MEDIUM,
                "Entity types, separated by commas, for which a conflict is accepted whatever"
                    + " <code>on.conflict</code> says. None by default."))
        .add(
            VERSION_MODE,
            Takes.oneOf(
                VersionMode.NEXT.text(),
                VersionMode.NEXT.text(),
                VersionMode.PRESERVE.text(),
                VersionMode.RENUMBER.text()),
            new Shown(
                "Version mode",
                Width.SHORT,
                Importance.LOW,
                "<code>next</code>: events get the next versions of their streams. The other two"
                    + " copy what a replay of another store published, and read nothing else; the"
                    + " records say everything by themselves, so no other setting of this group is"
                    + " read. <code>preserve</code>: events get the versions they have there, or are"
                    + " rejected. <code>renumber</code>: they get the next ones, which rules that"
                    + " split or drop events need, and keep the others as"
                    + " <code>ce_originalversion</code>."));
  }

  /** The mapping that was configured. */
  public static RecordMapping parse(AbstractConfig config) {
    Preset preset = Preset.of(config.getString(PRESET));
    Map<Meaning, String> headers = new EnumMap<>(Meaning.class);
    headers.putAll(preset.headers());
    for (Meaning meaning : Meaning.values()) {
      String header = orNull(config.getString(HeaderSetting.of(meaning).key()));
      if (header != null) {
        headers.put(meaning, header);
      }
    }
    String batch = orNull(config.getString(BATCH_CONTENT_TYPE));
    return new RecordMapping(
        preset,
        headers,
        orNull(config.getString(ENTITY_TYPE)),
        orNull(config.getString(EVENT_TYPE)),
        batch == null ? RecordMapping.BATCH_CONTENT_TYPE : batch,
        OnConflict.valueOf(config.getString(ON_CONFLICT).toUpperCase(Locale.ROOT)),
        new HashSet<>(config.getList(ACCEPTED_ENTITY_TYPES)),
        VersionMode.of(config.getString(VERSION_MODE)));
  }

  /** Forms send an empty text for what is not filled in. */
  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static void requireMediaType(String text) {
    if (!text.matches("[^\\s;/]+/[^\\s;/]+")) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a media type without parameters, such as application/json");
    }
    if (text.equalsIgnoreCase("application/cloudevents+json")) {
      throw new IllegalArgumentException("'" + text + "' is the type of one event, not of a batch");
    }
  }

  /** Finds what single settings cannot tell. Never throws. */
  public static void validate(ConfigFindings findings) {
    String presetText = findings.text(PRESET);
    if (presetText == null) {
      return;
    }
    Map<Meaning, String> fromPreset = Preset.of(presetText).headers();
    Map<String, Meaning> meanings = new HashMap<>();
    for (Meaning meaning : Meaning.values()) {
      String key = HeaderSetting.of(meaning).key();
      String set = findings.text(key);
      String header = set == null ? fromPreset.get(meaning) : set;
      Meaning other = header == null ? null : meanings.putIfAbsent(header, meaning);
      if (other != null) {
        // On the one that was set: the other may come from the preset, which nobody typed.
        String at = set == null ? HeaderSetting.of(other).key() : key;
        String against = set == null ? key : HeaderSetting.of(other).key();
        findings.error(
            at, "header " + header + " is read for " + against + " already: name another one");
      }
    }
  }
}
