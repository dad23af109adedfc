package dev.annals.connector.config;

import dev.annals.connector.config.SettingGroup.Shown;
import dev.annals.connector.config.SettingGroup.Takes;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** What the sources are called that a sink reads. */
public final class SourceNameConfig {
  /** The name, with the topic in it. */
  public static final String NAME = "source.name";

  /** Which life of the topic it is. */
  public static final String INCARNATION = "source.incarnation";

  /** What settings of the client begin with that asks for the topic's id. */
  public static final String ADMIN_PREFIX = "kafka.admin.";

  /** The client's brokers. */
  public static final String ADMIN_BOOTSTRAP_SERVERS = ADMIN_PREFIX + "bootstrap.servers";

  private static final String TOPIC = "${topic}";

  private SourceNameConfig() {}

  /** Defines the group Sources. */
  public static void define(ConfigDef definitions) {
    new SettingGroup(definitions, "Sources")
        .add(
            NAME,
            Takes.of(
                ConfigDef.Type.STRING,
                TOPIC,
                Checks.text("a text, with ${topic} in it", SourceNameConfig::requireName)),
            new Shown(
                "Source name",
                Width.MEDIUM,
                Importance.MEDIUM,
                "What the source of a topic's records is called, by which the store remembers how far"
                    + " it was read: <code>${topic}</code> stands for the topic. Change it where two"
                    + " sinks read one topic with different mappings, or two Kafka clusters have"
                    + " topics of one name. With another name a topic is read from its beginning."))
        .add(
            INCARNATION,
            Takes.of(
                ConfigDef.Type.STRING,
                null,
                Checks.text("a text without @", SourceNameConfig::requireIncarnation)),
            new Shown(
                "Incarnation",
                Width.MEDIUM,
                Importance.LOW,
                "Tells a topic that was deleted and created again from its earlier life, whose"
                    + " offsets it repeats: set a new text after you have recreated a topic. It goes"
                    + " for all topics of the sink, and comes before their ids. Not needed where"
                    + " <code>kafka.admin.bootstrap.servers</code> was set from the start; without"
                    + " both it is 1."))
        .add(
            ADMIN_BOOTSTRAP_SERVERS,
            Takes.of(ConfigDef.Type.STRING, null, null),
            new Shown(
                "Brokers to ask for topic ids",
                Width.LONG,
                Importance.LOW,
                "Brokers that are asked for the ids of the topics, so that a recreated topic is found"
                    + " out without <code>source.incarnation</code>. Connect does not tell a"
                    + " connector its own brokers. Security settings go beside it under the same"
                    + " prefix, such as <code>kafka.admin.security.protocol</code>. The permission"
                    + " DESCRIBE on the topics is needed. Set it from the start: by their ids, topics"
                    + " that were read without it would be read again from their beginning, which is"
                    + " refused. Added later it needs <code>source.incarnation</code>, with the text"
                    + " there was (1 unless it was set); then the brokers tell which gaps are lost"
                    + " records, but not that a topic was recreated."));
  }

  private static void requireName(String name) {
    if (name.replace(TOPIC, "").contains("${")) {
      throw new IllegalArgumentException(
          "'" + name + "' has a variable that is not " + TOPIC + ", the only one there is");
    }
  }

  private static void requireIncarnation(String incarnation) {
    if (incarnation.contains("@")) {
      throw new IllegalArgumentException("'" + incarnation + "' has an @: leave it out");
    }
  }

  /** The naming that was configured. */
  public static SourceNaming parse(AbstractConfig config) {
    String name = config.getString(NAME);
    String incarnation = config.getString(INCARNATION);
    String brokers = config.getString(ADMIN_BOOTSTRAP_SERVERS);
    Map<String, Object> admin = new HashMap<>();
    if (brokers != null && !brokers.isEmpty()) {
      admin.putAll(config.originalsWithPrefix(ADMIN_PREFIX));
      admin.values().removeIf(value -> value == null);
    }
    return new SourceNaming(
        name == null || name.isEmpty() ? TOPIC : name,
        incarnation == null || incarnation.isEmpty() ? null : incarnation,
        admin);
  }

  /** Finds what single settings cannot tell. Never throws. */
  public static void validate(ConfigFindings findings) {
    String name = findings.text(NAME);
    String topics = findings.property("topics");
    boolean several =
        findings.property("topics.regex") != null || (topics != null && topics.contains(","));
    if (several && name != null && !name.contains(TOPIC)) {
      findings.error(
          NAME,
          "the sink reads several topics, which would be one source and mix their offsets up: put "
              + TOPIC
              + " into the name");
    }
  }
}
