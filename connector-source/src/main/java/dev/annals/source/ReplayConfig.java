package dev.annals.source;

import dev.annals.connector.config.Checks;
import dev.annals.connector.config.ConfigFindings;
import dev.annals.connector.config.SettingGroup;
import dev.annals.connector.config.SettingGroup.Shown;
import dev.annals.connector.config.SettingGroup.Takes;
import dev.annals.connector.record.TopicTemplate;
import dev.annals.source.ReplaySettings.Mode;
import dev.annals.source.ReplaySettings.OnExpiredLog;
import dev.annals.source.replay.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The settings of replays: whether there is one, what it publishes, and how fast. */
final class ReplayConfig {
  /** The run that begins, if none is under way: set by the connector, seen by nobody else. */
  static final String RUN = "replay.run";

  static final String MODE = "mode";
  static final String TOPIC = "replay.topic";
  static final String CONTROL_TOPIC = "replay.control.topic";
  private static final String MAX_PER_SECOND = "replay.max.events.per.second";
  private static final String ENTITY_TYPES = "replay.entity.types";
  private static final String ENTITY_IDS = "replay.entity.ids";
  private static final String EVENT_TYPES = "replay.event.types";
  private static final String RECORDED_FROM = "replay.recorded.from";
  private static final String RECORDED_TO = "replay.recorded.to";
  private static final String VERSION_FROM = "replay.version.from";
  private static final String VERSION_TO = "replay.version.to";
  private static final String ON_EXPIRED_LOG = "on.expired.log";
  private static final List<String> BOUNDS =
      List.of(
          ENTITY_TYPES,
          ENTITY_IDS,
          EVENT_TYPES,
          RECORDED_FROM,
          RECORDED_TO,
          VERSION_FROM,
          VERSION_TO);

  /** Defined with the store's settings. */
  private static final String LOG_RETENTION = "log.retention.ms";

  private ReplayConfig() {}

  static void define(SettingGroup group, ConfigDef.Validator template) {
    defineWhat(group, template);
    defineBounds(group);
  }

  private static void defineWhat(SettingGroup group, ConfigDef.Validator template) {
    group
        .add(
            MODE,
            Takes.oneOf("tail", "tail", "replay", "bootstrap"),
            new Shown(
                "Mode",
                Width.SHORT,
                Importance.HIGH,
                "What the connector does. <code>tail</code>: it publishes what happens, as the log"
                    + " tells it. <code>replay</code>: it publishes again what is in the streams, all"
                    + " of it or a part, to <code>replay.topic</code>, and then idles."
                    + " <code>bootstrap</code>: it publishes what is in the streams to"
                    + " <code>topic.accepted</code>, and then what happened since, with no gap and"
                    + " nothing twice; keep the mode afterwards."),
            TOPIC)
        .add(
            TOPIC,
            Takes.of(ConfigDef.Type.STRING, "${topic}.replayed", template),
            new Shown(
                "Topic of replayed events",
                Width.LONG,
                Importance.HIGH,
                "Where <code>mode=replay</code> publishes, with the variables that"
                    + " <code>topic.accepted</code> has. Every replayed record has the header"
                    + " <code>annals-replay</code>."))
        .add(
            CONTROL_TOPIC,
            Takes.of(
                ConfigDef.Type.STRING,
                "annals-replays",
                Checks.text("the name of a topic", ReplayConfig::requireTopic)),
            new Shown(
                "Control topic",
                Width.LONG,
                Importance.MEDIUM,
                "Where replays tell how far they are: a record of JSON for each of 64 parts, and one"
                    + " last <code>replay-finished</code>. Repairs of an expired log tell their end"
                    + " there, too. Connect stores an offset only along with a record."))
        .add(
            MAX_PER_SECOND,
            Takes.of(ConfigDef.Type.INT, 0, Range.between(0, 10_000_000)),
            new Shown(
                "Replayed events per second",
                Width.SHORT,
                Importance.MEDIUM,
                "The most events a replay publishes in a second, all tasks together; each has its"
                    + " equal share. 0, the default: as many as Cassandra and Kafka take. A bootstrap"
                    + " that would last longer than <code>log.retention.ms</code> is refused."))
        .add(
            ON_EXPIRED_LOG,
            Takes.oneOf("fail", "fail", "replay"),
            new Shown(
                "On expired log",
                Width.SHORT,
                Importance.MEDIUM,
                "What happens where the log expired before it was published, since the connector"
                    + " stood still for longer than <code>log.retention.ms</code>. <code>fail</code>:"
                    + " the task stops and names what is missing. <code>replay</code>: it publishes"
                    + " the missing events from the streams, in order and none twice, and goes on;"
                    + " missing rejections and exceptions are not told again."));
  }

  private static void defineBounds(SettingGroup group) {
    Importance low = Importance.LOW;
    group
        .add(
            ENTITY_TYPES,
            Takes.of(ConfigDef.Type.LIST, "", null),
            new Shown(
                "Entity types",
                Width.LONG,
                low,
                "The types of the entities to replay, with commas between. Empty: all types. For"
                    + " <code>mode=replay</code> only, as all bounds are."))
        .add(
            ENTITY_IDS,
            Takes.of(ConfigDef.Type.LIST, "", null),
            new Shown(
                "Entity ids",
                Width.LONG,
                low,
                "The entities to replay, with commas between; <code>replay.entity.types</code> says"
                    + " of which types. Their streams are read directly, without a scan. Empty: all"
                    + " entities."))
        .add(
            EVENT_TYPES,
            Takes.of(ConfigDef.Type.LIST, "", null),
            new Shown(
                "Event types",
                Width.LONG,
                low,
                "The types of the events to replay, with commas between. Empty: all types. All events"
                    + " of a stream are read all the same."))
        .add(
            RECORDED_FROM,
            Takes.of(ConfigDef.Type.STRING, "", Checks.text("a time", text -> time(text))),
            new Shown(
                "Recorded from",
                Width.MEDIUM,
                low,
                "Replay what was appended at this time or later, such as"
                    + " <code>2026-11-23T00:00:00Z</code>. Empty: from the beginning. The time is that"
                    + " of the sink's clock, not that of the event."))
        .add(
            RECORDED_TO,
            Takes.of(ConfigDef.Type.STRING, "", Checks.text("a time", text -> time(text))),
            new Shown(
                "Recorded before",
                Width.MEDIUM,
                low,
                "Replay what was appended before this time. Empty: up to what was decided when the"
                    + " replay began."))
        .add(
            VERSION_FROM,
            Takes.of(ConfigDef.Type.LONG, 1L, Range.atLeast(1)),
            new Shown(
                "Version from",
                Width.SHORT,
                low,
                "Replay each stream from this version on. 1, the default: from its beginning."))
        .add(
            VERSION_TO,
            Takes.of(ConfigDef.Type.LONG, Long.MAX_VALUE, Range.atLeast(1)),
            new Shown(
                "Version to",
                Width.SHORT,
                low,
                "Replay each stream up to this version, which is included. The default is more than"
                    + " any stream has."));
  }

  private static void requireTopic(String text) {
    if (text.contains("${")) {
      throw new IllegalArgumentException(
          "'" + text + "' has a variable: the control topic is one for all");
    }
    new TopicTemplate(text);
  }

  private static @Nullable Instant time(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time such as 2026-11-23T00:00:00Z", wrong);
    }
  }

  static Mode mode(AbstractConfig config) {
    return Mode.of(config.getString(MODE));
  }

  static ReplaySettings parse(AbstractConfig config, String connector, String run) {
    return new ReplaySettings(
        mode(config),
        connector,
        run,
        scope(config),
        new TopicTemplate(config.getString(TOPIC)),
        config.getString(CONTROL_TOPIC),
        config.getInt(MAX_PER_SECOND),
        Duration.ofMillis(config.getLong(LOG_RETENTION)),
        OnExpiredLog.of(config.getString(ON_EXPIRED_LOG)));
  }

  private static Scope scope(AbstractConfig config) {
    return new Scope(
        new TreeSet<>(config.getList(ENTITY_TYPES)),
        new TreeSet<>(config.getList(ENTITY_IDS)),
        new TreeSet<>(config.getList(EVENT_TYPES)),
        time(config.getString(RECORDED_FROM)),
        time(config.getString(RECORDED_TO)),
        config.getLong(VERSION_FROM),
        config.getLong(VERSION_TO));
  }

  /** Adds what single settings cannot tell. */
  static void validate(ConfigDef definitions, Map<String, String> values, ConfigFindings findings) {
    ConfigDef own = new ConfigDef();
    Map<String, String> set = new HashMap<>();
    for (String key : BOUNDS) {
      own.define(definitions.configKeys().get(key));
      String value = values.get(key);
      if (value != null) { // as forms send what is not filled in
        set.put(key, value);
      }
    }
    AbstractConfig config;
    try {
      config = new AbstractConfig(own, set, false);
    } catch (ConfigException alreadyTold) {
      return; // The check of that setting says it.
    }
    Map<String, @Nullable String> contradictions = new LinkedHashMap<>();
    contradictions.put(
        ENTITY_IDS, Scope.contradiction(config.getList(ENTITY_TYPES), config.getList(ENTITY_IDS)));
    contradictions.put(
        VERSION_FROM,
        Scope.contradiction(config.getLong(VERSION_FROM), config.getLong(VERSION_TO)));
    contradictions.put(
        RECORDED_FROM,
        Scope.contradiction(
            time(config.getString(RECORDED_FROM)), time(config.getString(RECORDED_TO))));
    contradictions.values().removeIf(Objects::isNull);
    contradictions.forEach(findings::error);
    if (!"replay".equals(values.get(MODE))
        && contradictions.isEmpty()
        && !scope(config).isEverything()) {
      findings.error(
          MODE,
          "a %s publishes everything: take replay.entity.types and the other bounds away, or set mode=replay"
              .formatted("bootstrap".equals(values.get(MODE)) ? "bootstrap" : "tail"));
    }
  }
}
