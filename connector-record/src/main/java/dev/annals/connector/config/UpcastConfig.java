package dev.annals.connector.config;

import dev.annals.connector.config.SettingGroup.Shown;
import dev.annals.connector.config.SettingGroup.Takes;
import dev.annals.connector.record.TopicTemplate;
import dev.annals.connector.upcast.Rules;
import dev.annals.connector.upcast.UpcastSettings;
import dev.annals.connector.upcast.UpcastSettings.OnFailure;
import dev.annals.upcast.JsonRules;
import dev.annals.upcast.UpcastChain;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** How events in old shapes become events in the shape of today. */
public final class UpcastConfig {
  /** Rules in JSON. */
  public static final String RULES = "upcast.rules";

  /** A file with rules in JSON. */
  public static final String RULES_FILE = "upcast.rules.file";

  /** What becomes of an event whose upcast fails. */
  public static final String ON_FAILURE = "upcast.on.failure";

  /** Where it goes by {@link OnFailure#DEAD_LETTER}. */
  public static final String DEAD_LETTER_TOPIC = "upcast.dead.letter.topic";

  private UpcastConfig() {}

  /** Defines the group Upcasting: for a connector that publishes events. */
  public static void define(ConfigDef definitions) {
    addRules(
            new SettingGroup(definitions, "Upcasting"),
            "Rules in JSON by which stored events of old schema versions are published in the shape"
                + " of today",
            "events are published as they are stored")
        .add(
            ON_FAILURE,
            Takes.oneOf(
                OnFailure.FAIL.text(),
                OnFailure.FAIL.text(),
                OnFailure.DEAD_LETTER.text(),
                OnFailure.EMIT_AS_STORED.text()),
            new Shown(
                "On failure",
                Width.MEDIUM,
                Importance.MEDIUM,
                "What becomes of an event that a rule names but cannot upcast, also because its"
                    + " payload is not JSON: <code>fail</code> stops the task before it,"
                    + " <code>dead-letter</code> publishes it as it is stored to"
                    + " <code>upcast.dead.letter.topic</code>, <code>emit-as-stored</code> publishes"
                    + " it as it is stored where it would have gone. The last two say why in the"
                    + " header <code>annals-upcast-failure</code>. It is never dropped. By default a"
                    + " rule that is wrong is noticed before consumers see its absence."),
            DEAD_LETTER_TOPIC)
        .add(
            DEAD_LETTER_TOPIC,
            Takes.of(
                    ConfigDef.Type.STRING,
                    null,
                    Checks.text(
                        "a topic name, with ${topic} and ${entityType} where needed",
                        UpcastConfig::requireTopic))
                .when(new ShownWhen(ON_FAILURE, OnFailure.DEAD_LETTER.text())),
            new Shown(
                "Topic of what cannot be upcast",
                Width.LONG,
                Importance.MEDIUM,
                "Where events go whose upcast fails, with <code>upcast.on.failure=dead-letter</code>,"
                    + " which needs it. It takes the same variables as the topics of outcomes."));
  }

  /** Defines only the rules: for a connector that reduces events and publishes none. */
  public static void defineRules(ConfigDef definitions) {
    addRules(
        new SettingGroup(definitions, "Upcasting"),
        "Rules in JSON by which stored events of old schema versions get the shape of today before"
            + " they are reduced; take those by which the source publishes them",
        "events are reduced as they are stored");
  }

  private static SettingGroup addRules(SettingGroup group, String purpose, String otherwise) {
    return group
        .add(
            RULES,
            Takes.of(
                ConfigDef.Type.STRING,
                null,
                Checks.text("a JSON array of rules", JsonRules::parse)),
            new Shown(
                "Rules",
                Width.LONG,
                Importance.MEDIUM,
                purpose
                    + ": changed, renamed, split or dropped by expressions of JSONata, as"
                    + " <code>docs/upcasting.md</code> describes. What is stored never changes."
                    + " Empty: "
                    + otherwise
                    + ", unless upcasters in Java lie in the plugin's folder. A config provider of the worker may stand here, too,"
                    + " such as <code>${dir:/etc/annals:rules.json}</code>."))
        .add(
            RULES_FILE,
            Takes.of(ConfigDef.Type.STRING, null, null),
            new Shown(
                "File with rules",
                Width.LONG,
                Importance.MEDIUM,
                "A file that holds the rules, in place of <code>upcast.rules</code>. It must be on"
                    + " every worker, with the same text, and is read when a task starts: restart"
                    + " the connector with its tasks after a change."));
  }

  /** What was configured, with the upcasters in Java that are there. */
  public static UpcastSettings parse(AbstractConfig config) {
    OnFailure onFailure = OnFailure.of(config.getString(ON_FAILURE));
    String topic = orNull(config.getString(DEAD_LETTER_TOPIC));
    return new UpcastSettings(
        parseRules(config),
        onFailure,
        onFailure == OnFailure.DEAD_LETTER && topic != null ? new TopicTemplate(topic) : null);
  }

  /** The rules that were configured, with the upcasters in Java that are there. */
  public static UpcastChain parseRules(AbstractConfig config) {
    String inline = orNull(config.getString(RULES));
    String file = orNull(config.getString(RULES_FILE));
    String key = inline == null && file != null ? RULES_FILE : RULES;
    try {
      if (inline != null && file != null) {
        throw new IllegalArgumentException(oneOfTwo());
      }
      return Rules.chain(file == null ? inline : Rules.read(file));
    } catch (IllegalArgumentException wrong) {
      throw new ConfigException(key + ": " + wrong.getMessage());
    }
  }

  /** Adds errors that single settings cannot tell: of files, of the chain, and of dead letters. */
  public static void validate(ConfigFindings findings) {
    validateRules(findings);
    if (OnFailure.DEAD_LETTER.text().equals(findings.text(ON_FAILURE))
        && !findings.isSet(DEAD_LETTER_TOPIC)
        && !findings.isWrong(DEAD_LETTER_TOPIC)) {
      findings.error(
          DEAD_LETTER_TOPIC, "is needed with upcast.on.failure=dead-letter: name a topic");
    }
  }

  /** Adds errors that single settings cannot tell: of files, and of the chain. */
  public static void validateRules(ConfigFindings findings) {
    String inline = findings.text(RULES);
    String file = findings.text(RULES_FILE);
    if (inline != null && file != null) {
      findings.error(RULES_FILE, oneOfTwo());
    } else {
      try {
        Rules.chain(file == null ? inline : Rules.read(file));
      } catch (IllegalArgumentException wrong) {
        findings.error(file == null ? RULES : RULES_FILE, String.valueOf(wrong.getMessage()));
      }
    }
  }

  private static void requireTopic(String template) {
    if (template.equals("${topic}")) {
      throw new IllegalArgumentException(
          "events would go back to the topic they came from: add to it, as in ${topic}.not-upcast");
    }
    new TopicTemplate(template);
  }

  private static String oneOfTwo() {
    return "is set beside " + RULES + ": keep one of them";
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
