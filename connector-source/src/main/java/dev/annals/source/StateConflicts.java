package dev.annals.source;

import dev.annals.connector.config.ReduceConfig;
import dev.annals.connector.config.UpcastConfig;
import dev.annals.connector.record.TopicTemplate;
import dev.annals.model.Excerpt;
import dev.annals.reduce.SnapshotRule;
import dev.annals.source.ReplaySettings.Mode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.jspecify.annotations.Nullable;

/** What does not go together among the settings of states. */
final class StateConflicts {
  /** The topics of other records, of which none may be a topic of states. */
  private static final List<String> OTHER_TOPICS =
      List.of(
          SourceConfig.TOPIC_ACCEPTED,
          SourceConfig.TOPIC_REJECTED,
          SourceConfig.TOPIC_EXCEPTIONS,
          UpcastConfig.DEAD_LETTER_TOPIC,
          ReplayConfig.CONTROL_TOPIC);

  /** The settings that it looks at. */
  static final List<String> KEYS =
      List.of(
          StateConfig.TOPIC,
          ReduceConfig.RULES,
          ReduceConfig.RULES_FILE,
          ReplayConfig.MODE,
          SourceConfig.TOPIC_ACCEPTED,
          SourceConfig.TOPIC_REJECTED,
          SourceConfig.TOPIC_EXCEPTIONS,
          UpcastConfig.DEAD_LETTER_TOPIC,
          ReplayConfig.CONTROL_TOPIC);

  private StateConflicts() {}

  /**
   * Sentences by setting; none if all is well.
   *
   * @throws org.apache.kafka.common.config.ConfigException if the rules cannot be read
   */
  static Map<String, String> of(AbstractConfig config) {
    Map<String, String> found = new LinkedHashMap<>();
    List<SnapshotRule> rules = ReduceConfig.parse(config);
    String topic = config.getString(StateConfig.TOPIC);
    boolean isSet = topic != null && !topic.isEmpty();
    if (!isSet && !rules.isEmpty()) {
      found.put(
          StateConfig.TOPIC,
          "is needed with reduce.rules: name a topic, such as ${entityType}.state; or take the rules out, for which a source has no other use");
    } else if (isSet && rules.isEmpty()) {
      found.put(
          StateConfig.TOPIC,
          "needs reduce.rules, which say what makes the state of which entity type");
    } else if (isSet && ReplayConfig.mode(config) == Mode.REPLAY) {
      found.put(
          StateConfig.TOPIC,
          "does not go with mode=replay, which would publish an old state after a newer one: set mode=bootstrap, which publishes the states of all streams and then those that change");
    } else if (isSet) {
      addConflicts(new TopicTemplate(topic), rules, config, found);
    }
    return found;
  }

  private static void addConflicts(
      TopicTemplate topic,
      List<SnapshotRule> rules,
      AbstractConfig config,
      Map<String, String> found) {
    Set<String> types = new HashSet<>();
    Map<String, String> byTopic = new HashMap<>();
    for (SnapshotRule rule : rules) {
      String type = rule.entityType();
      String name = topic.topic(type, "");
      if (!types.add(type)) {
        found.put(
            config.getString(ReduceConfig.RULES_FILE) == null
                ? ReduceConfig.RULES
                : ReduceConfig.RULES_FILE,
            "has two rules for entity type %s: a source publishes one state of a stream; keep one of them"
                .formatted(Excerpt.of(type)));
      }
      String sameTopic = byTopic.putIfAbsent(name, type);
      if (sameTopic != null && !sameTopic.equals(type)) {
        found.put(
            StateConfig.TOPIC,
            "gives entity types %s and %s one topic, %s, since topic names must not have all characters: one of them needs a source connector of its own"
                .formatted(Excerpt.of(sameTopic), Excerpt.of(type), name));
      }
      for (String key : OTHER_TOPICS) {
        if (name.equals(other(config.getString(key), type))) {
          found.put(
              StateConfig.TOPIC,
              "gives entity type %s the topic %s, as %s does: a compacted topic of states would lose other records; name another one"
                  .formatted(Excerpt.of(type), name, key));
        }
      }
    }
  }

  /** Absent where the topic depends on more than the entity type. */
  private static @Nullable String other(@Nullable String template, String entityType) {
    return template == null || template.isEmpty() || template.contains("${topic}")
        ? null
        : new TopicTemplate(template).topic(entityType, "");
  }
}
