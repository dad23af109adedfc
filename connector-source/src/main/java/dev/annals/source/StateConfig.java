package dev.annals.source;

import dev.annals.connector.config.Checks;
import dev.annals.connector.config.ConfigFindings;
import dev.annals.connector.config.ReduceConfig;
import dev.annals.connector.config.SettingGroup;
import dev.annals.connector.config.SettingGroup.Shown;
import dev.annals.connector.config.SettingGroup.Takes;
import dev.annals.connector.record.TopicTemplate;
import dev.annals.reduce.Fold;
import dev.annals.reduce.SnapshotRule;
import dev.annals.source.state.StateRule;
import dev.annals.source.state.StateWhen;
import dev.annals.upcast.UpcastChain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/** The settings by which states of streams are published. */
final class StateConfig {
  static final String TOPIC = "topic.state";
  static final String WHEN = "state.when";

  private static final String ENTITY_TYPE = "${entityType}";

  private StateConfig() {}

  static void define(SettingGroup group) {
    group
        .add(
            TOPIC,
            Takes.of(
                ConfigDef.Type.STRING,
                "",
                Checks.text("a topic name with ${entityType} in it", StateConfig::requireTopic)),
            new Shown(
                "Topic of states",
                Width.LONG,
                Importance.MEDIUM,
                "Where the state of each stream goes whose entity type has a rule in"
                    + " <code>reduce.rules</code>: the entity's id is the key, the newest state in JSON"
                    + " the value, and none (a tombstone) once the stream is closed. Create the topic"
                    + " with <code>cleanup.policy=compact</code>, and it keeps the newest state of"
                    + " every entity. It needs <code>${entityType}</code> in its name, since ids are"
                    + " unique within their type only. Empty, the default: no states are published."),
            WHEN)
        .add(
            WHEN,
            Takes.oneOf(
                StateWhen.CHANGES.text(), StateWhen.CHANGES.text(), StateWhen.SNAPSHOTS.text()),
            new Shown(
                "When states are published",
                Width.SHORT,
                Importance.LOW,
                "<code>changes</code>: with every poll that publishes events of a stream, once for"
                    + " all of them. <code>snapshots</code>: only when a stream has reached a multiple"
                    + " of its rule's <code>every</code>, which is less to write and to store, and"
                    + " leaves out up to that many events. A closed stream gets its tombstone at once"
                    + " either way. The default shows what happened."));
  }

  private static void requireTopic(String template) {
    if (!template.contains(ENTITY_TYPE)) {
      throw new IllegalArgumentException(
          "'%s' has no ${entityType}: the key of a state is the entity's id, which is unique within its type only; add it, as in ${entityType}.state"
              .formatted(template));
    }
    if (template.contains("${topic}")) {
      throw new IllegalArgumentException(
          "'%s' has ${topic} in it, but events of one stream may come from several topics: its states would be spread over as many, and each be taken for the newest; take it out"
              .formatted(template));
    }
    new TopicTemplate(template);
  }

  /** What was configured, else {@link ConfigException}. */
  static StateSettings parse(AbstractConfig config, UpcastChain chain) {
    StateConflicts.of(config)
        .forEach(
            (key, sentence) -> {
              throw new ConfigException(key + " " + sentence);
            });
    Map<String, StateRule> rules = new HashMap<>();
    for (SnapshotRule rule : ReduceConfig.parse(config)) {
      rules.put(rule.entityType(), new StateRule(new Fold(rule.reducer(), chain), rule.every()));
    }
    return rules.isEmpty()
        ? StateSettings.NONE
        : new StateSettings(
            new TopicTemplate(config.getString(TOPIC)),
            StateWhen.of(config.getString(WHEN)),
            rules);
  }

  /** Adds what single settings cannot tell. */
  static void validate(ConfigDef definitions, Map<String, String> values, ConfigFindings findings) {
    ReduceConfig.validate(findings);
    ConfigDef own = new ConfigDef();
    Map<String, String> set = new HashMap<>();
    for (String key : StateConflicts.KEYS) {
      ConfigDef.ConfigKey of = Objects.requireNonNull(definitions.configKeys().get(key), key);
      // Without its dependents, which are not all among these.
      own.define(key, of.type, of.defaultValue, of.validator, of.importance, of.documentation);
      String value = values.get(key);
      if (value != null) { // as forms send what is not filled in
        set.put(key, value);
      }
    }
    try {
      StateConflicts.of(new AbstractConfig(own, set, false)).forEach(findings::error);
    } catch (ConfigException alreadyTold) {
      return; // The check of that setting says it.
    }
  }

  /** Errors in the converters: a state is JSON and has no schema, which others would ask for. */
  static List<ConfigValue> validateConverters(Map<String, String> values) {
    List<ConfigValue> errors = new ArrayList<>();
    String topic = values.get(TOPIC);
    for (String key : List.of("key.converter", "value.converter")) {
      boolean isForSchemas = PublishedAs.of(values.get(key)) == PublishedAs.VALUE;
      if (isForSchemas && topic != null && !topic.isEmpty()) {
        String sentence =
            "must be ByteArrayConverter or StringConverter beside topic.state: states are JSON and have no schema. Publish them by a source connector of their own";
        // Without the value: workers take that of a converter for a class, and fail on its name.
        errors.add(
            new ConfigValue(key, null, new ArrayList<>(), new ArrayList<>(List.of(sentence))));
      }
    }
    return errors;
  }
}
