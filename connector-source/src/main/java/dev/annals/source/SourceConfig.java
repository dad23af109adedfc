package dev.annals.source;

import dev.annals.connector.config.CassandraConfig;
import dev.annals.connector.config.ConfigFindings;
import dev.annals.connector.config.ConverterConfig;
import dev.annals.connector.config.ReduceConfig;
import dev.annals.connector.config.SettingGroup;
import dev.annals.connector.config.SettingGroup.Shown;
import dev.annals.connector.config.SettingGroup.Takes;
import dev.annals.connector.config.UpcastConfig;
import dev.annals.connector.record.OutputTopics;
import dev.annals.connector.record.Shapes;
import dev.annals.connector.record.TopicTemplate;
import dev.annals.connector.upcast.UpcastSettings;
import dev.annals.source.replay.Ranges;
import dev.annals.source.tail.Tail;
import dev.annals.source.tail.TailSettings.Start;
import dev.annals.store.CassandraSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** The settings of the source connector: those it shares with the sink, and its own groups. */
public final class SourceConfig {
  /** All settings. */
  public static final ConfigDef DEFINITIONS = definitions();

  /** The task's number and how many there are: set by the connector, seen by nobody else. */
  static final String TASK_INDEX = "task.index";

  static final String TASK_COUNT = "task.count";

  static final String TOPIC_ACCEPTED = "topic.accepted";
  static final String TOPIC_REJECTED = "topic.rejected";
  static final String TOPIC_EXCEPTIONS = "topic.exceptions";
  private static final String START = "start";
  private static final String POLL_INTERVAL = "poll.interval.ms";
  private static final String MAX_EVENTS = "max.events.per.poll";
  private static final String MAX_BUFFERED_BYTES = "max.buffered.bytes";

  /** Defined by {@link CassandraConfig}: what the store is created with. */
  private static final String LOG_SHARDS = "log.shards";

  private final Map<String, String> properties;
  private final AbstractConfig config;

  /** Reads what was configured, else {@link ConfigException}. */
  SourceConfig(Map<String, String> properties) {
    this.properties = properties;
    this.config = new AbstractConfig(DEFINITIONS, properties, false);
  }

  private static ConfigDef definitions() {
    ConfigDef definitions = new ConfigDef();
    CassandraConfig.define(definitions);
    defineTopics(new SettingGroup(definitions, "Published records"));
    UpcastConfig.define(definitions);
    ReduceConfig.define(
        definitions,
        "the source publishes it to <code>topic.state</code>. It can have one rule for an entity"
            + " type.");
    StateConfig.define(new SettingGroup(definitions, "States"));
    defineTail(new SettingGroup(definitions, "Tail"));
    ReplayConfig.define(new SettingGroup(definitions, "Replay"), template(false));
    return definitions;
  }

  private static void defineTopics(SettingGroup group) {
    String variables =
        " <code>${topic}</code> is the name of the source an event came from, which is its topic"
            + " unless the sink names it otherwise; <code>${entityType}</code> is the type of its"
            + " entity. Characters that topic names must not have become <code>_</code>.";
    group
        .add(
            TOPIC_ACCEPTED,
            Takes.of(ConfigDef.Type.STRING, "${topic}.accepted", template(false)),
            new Shown(
                "Topic of accepted events",
                Width.LONG,
                Importance.HIGH,
                "Where events go that are in their streams, in the order of each stream."
                    + variables))
        .add(
            TOPIC_REJECTED,
            Takes.of(ConfigDef.Type.STRING, "${topic}.rejected", template(true)),
            new Shown(
                "Topic of rejected events",
                Width.LONG,
                Importance.HIGH,
                "Where events go that were refused, with the reason, the expected and the actual"
                    + " version and the rival's id in headers. Empty: they are not published, and"
                    + " stand in the table <code>refused</code> only."
                    + variables))
        .add(
            TOPIC_EXCEPTIONS,
            Takes.of(ConfigDef.Type.STRING, "${topic}.exceptions", template(true)),
            new Shown(
                "Topic of exceptions",
                Width.LONG,
                Importance.HIGH,
                "Where facts go a second time that were accepted although they expected another"
                    + " version, with what they expected in headers. Empty: they are not published."
                    + variables));
  }

  private static void defineTail(SettingGroup group) {
    group
        .add(
            START,
            Takes.oneOf("log", "log", "now"),
            new Shown(
                "Start",
                Width.SHORT,
                Importance.MEDIUM,
                "Where to begin with sources of which nothing was published yet: <code>log</code>, at"
                    + " the oldest entry that is still in the log (see"
                    + " <code>log.retention.ms</code>), or <code>now</code>, at what is decided after"
                    + " the task started. Once anything of a task's shards was published,"
                    + " <code>now</code> is over, and a restart begins as <code>log</code> does, so"
                    + " that nothing decided meanwhile is passed over. Sources that appear later"
                    + " begin at their first entry."))
        .add(
            POLL_INTERVAL,
            Takes.of(ConfigDef.Type.INT, 100, Range.between(1, 60_000)),
            new Shown(
                "Poll interval",
                Width.SHORT,
                Importance.LOW,
                "How long to wait before the store is asked for progress again, in milliseconds. It"
                    + " adds half of that to the time an event takes, and costs Cassandra one small"
                    + " read for each task and each topic in which something happens. Of the silent"
                    + " topics "
                    + Tail.QUIET_TOPICS_AT_ONCE
                    + " are asked for at a time: with more of them, the first event after a silence"
                    + " takes that much longer."))
        .add(
            MAX_EVENTS,
            Takes.of(ConfigDef.Type.INT, 500, Range.between(1, 100_000)),
            new Shown(
                "Events per poll",
                Width.SHORT,
                Importance.LOW,
                "How many records a task hands over at once, which is one transaction where Connect"
                    + " publishes exactly once. More only if a single append has more: an append is"
                    + " never split over transactions."))
        .add(
            MAX_BUFFERED_BYTES,
            Takes.of(ConfigDef.Type.LONG, 32L << 20, Range.between(1, 1L << 40)),
            new Shown(
                "Bytes read ahead",
                Width.SHORT,
                Importance.LOW,
                "About how many bytes of the log a task reads ahead of what it has published. One"
                    + " segment of at most 1 MiB comes on top, and up to three polls on their way to"
                    + " Kafka."));
  }

  private static ConfigDef.Validator template(boolean mayBeEmpty) {
    return ConfigDef.LambdaValidator.with(
        (key, value) -> {
          if (!(mayBeEmpty && "".equals(value))) {
            check(key, value);
          }
        },
        () -> "a topic name, with ${topic} and ${entityType} where needed");
  }

  private static void check(String key, @Nullable Object value) {
    if ("${topic}".equals(value)) {
      throw new ConfigException(
          key,
          value,
          "events would go back to the topic they came from: add to it, as in ${topic}.out");
    }
    try {
      new TopicTemplate(value == null ? "" : value.toString());
    } catch (IllegalArgumentException noTopic) {
      throw new ConfigException(key, value, noTopic.getMessage());
    }
  }

  CassandraSettings cassandra() {
    return CassandraConfig.parse(config, "annals-source-" + connector() + "-" + task());
  }

  UpcastSettings upcasting() {
    return UpcastConfig.parse(config);
  }

  /** What the task is told. */
  SourceSettings settings(Shapes shapes) {
    return new SourceSettings(
        new OutputTopics(
            new TopicTemplate(config.getString(TOPIC_ACCEPTED)),
            optionalTemplate(TOPIC_REJECTED),
            optionalTemplate(TOPIC_EXCEPTIONS)),
        shapes,
        task(),
        Integer.parseInt(properties.getOrDefault(TASK_COUNT, "1")),
        Start.valueOf(config.getString(START).toUpperCase(Locale.ROOT)),
        Duration.ofMillis(config.getInt(POLL_INTERVAL)),
        config.getInt(MAX_EVENTS),
        config.getLong(MAX_BUFFERED_BYTES),
        RequestLimit.of(properties),
        PublishedForms.of(properties),
        ReplayConfig.parse(config, connector(), properties.getOrDefault(ReplayConfig.RUN, "")),
        StateConfig.parse(config, upcasting().chain()));
  }

  /** What the connector does. */
  ReplaySettings.Mode mode() {
    return ReplayConfig.mode(config);
  }

  /** How many tasks have something to do at most. */
  int maxTasks() {
    return mode() == ReplaySettings.Mode.REPLAY ? Ranges.COUNT : config.getInt(LOG_SHARDS);
  }

  private @Nullable TopicTemplate optionalTemplate(String key) {
    String text = config.getString(key);
    return text.isEmpty() ? null : new TopicTemplate(text);
  }

  /** The connector's name. */
  String connector() {
    return properties.getOrDefault("name", "unnamed");
  }

  int task() {
    return Integer.parseInt(properties.getOrDefault(TASK_INDEX, "0"));
  }

  /**
   * Adds what single settings cannot tell.
   *
   * @param values as they were typed
   * @param checked what the checks of single settings said
   */
  static Config validate(Map<String, String> values, Config checked) {
    ConfigFindings findings = new ConfigFindings(checked);
    CassandraConfig.validate(findings);
    UpcastConfig.validate(findings);
    ReplayConfig.validate(DEFINITIONS, values, findings);
    StateConfig.validate(DEFINITIONS, values, findings);
    String accepted = topic(values, TOPIC_ACCEPTED);
    if (accepted.equals(topic(values, TOPIC_REJECTED))) {
      findings.error(TOPIC_REJECTED, sameTopic(TOPIC_ACCEPTED, "what happened from what did not"));
    }
    if (accepted.equals(topic(values, TOPIC_EXCEPTIONS))) {
      findings.error(TOPIC_EXCEPTIONS, sameTopic(TOPIC_ACCEPTED, "an event from its exception"));
    }
    List<ConfigValue> all = new ArrayList<>(checked.configValues());
    all.addAll(ConverterConfig.validateSource(values));
    all.addAll(StateConfig.validateConverters(values));
    all.addAll(RequestLimit.validate(values));
    return new Config(all);
  }

  private static String topic(Map<String, String> values, String key) {
    String value = values.get(key);
    return value == null ? String.valueOf(DEFINITIONS.defaultValues().get(key)) : value;
  }

  private static String sameTopic(String other, String difference) {
    return "is the same as %s: a reader could tell %s by a header only. Name another topic, or none"
        .formatted(other, difference);
  }
}
