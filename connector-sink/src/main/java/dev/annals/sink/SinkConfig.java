package dev.annals.sink;

import dev.annals.connector.config.CassandraConfig;
import dev.annals.connector.config.ConfigFindings;
import dev.annals.connector.config.ConverterConfig;
import dev.annals.connector.config.MappingConfig;
import dev.annals.connector.config.ReduceConfig;
import dev.annals.connector.config.SettingGroup;
import dev.annals.connector.config.SettingGroup.Shown;
import dev.annals.connector.config.SettingGroup.Takes;
import dev.annals.connector.config.SourceNameConfig;
import dev.annals.connector.config.UpcastConfig;
import dev.annals.reduce.SnapshotRule;
import dev.annals.sink.snapshot.SnapshotSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigValue;

/** The settings of the sink connector: those it shares with the source, and its own group. */
public final class SinkConfig {
  /** All settings. */
  public static final ConfigDef DEFINITIONS = definitions();

  /** The task's number: set by the connector, for names of threads and metrics. */
  static final String TASK = "task.index";

  private static final String MAX_PENDING_RECORDS = "max.pending.records";
  private static final String MAX_PENDING_BYTES = "max.pending.bytes";
  private static final String MAPPING_CHANGE_ACCEPT = "mapping.change.accept";

  private static final String DEAD_LETTER_TOPIC = "errors.deadletterqueue.topic.name";
  private static final String PRODUCER_MAX_REQUEST = "producer.override.max.request.size";
  private static final String CONSUMER_CLIENT_ID = "consumer.override.client.id";
  private static final String TOLERANCE = "errors.tolerance";

  private final Map<String, String> properties;
  private final AbstractConfig config;

  /** Reads what was configured, else {@link org.apache.kafka.common.config.ConfigException}. */
  SinkConfig(Map<String, String> properties) {
    this.properties = properties;
    this.config = new AbstractConfig(DEFINITIONS, properties, false);
  }

  private static ConfigDef definitions() {
    ConfigDef definitions = new ConfigDef();
    CassandraConfig.define(definitions);
    MappingConfig.define(definitions);
    SourceNameConfig.define(definitions);
    new SettingGroup(definitions, "Flow")
        .add(
            MAX_PENDING_RECORDS,
            Takes.of(ConfigDef.Type.LONG, 10_000L, Range.between(1, 10_000_000)),
            new Shown(
                "Pending records",
                Width.SHORT,
                Importance.LOW,
                "How many records a task may hold that are not logged yet. Above, its partitions"
                    + " are paused until half of them are. Less than a second's worth of records"
                    + " leaves Cassandra idle; more than needed takes memory and makes a restart"
                    + " repeat more."))
        .add(
            MAX_PENDING_BYTES,
            Takes.of(ConfigDef.Type.LONG, 64L << 20, Range.between(1, 1L << 40)),
            new Shown(
                "Pending bytes",
                Width.SHORT,
                Importance.LOW,
                "How many bytes of records a task may hold that are not logged yet, by the same"
                    + " rule. One poll of the consumer comes on top of it. A task takes about three"
                    + " times this much memory at most."))
        .add(
            MAPPING_CHANGE_ACCEPT,
            Takes.of(ConfigDef.Type.BOOLEAN, false, null),
            new Shown(
                "Accept a changed mapping",
                Width.SHORT,
                Importance.LOW,
                "Whether a source goes on though its records were turned into events by another"
                    + " mapping before: by default the task fails, since the change may be an"
                    + " accident. Records that are decided stay as they are. While it is true,"
                    + " decided records are not compared with what is stored, so a topic that was"
                    + " created again is not always noticed: set it back to false afterwards."));
    ReduceConfig.define(
        definitions,
        "the sink keeps it as a snapshot of the stream behind the append that reaches the rule's"
            + " next boundary, so that a load reads a snapshot and a short tail.");
    UpcastConfig.defineRules(definitions);
    return definitions;
  }

  SinkSettings settings() {
    return new SinkSettings(
        CassandraConfig.parse(config, "annals-sink-" + connector() + "-" + task()),
        MappingConfig.parse(config),
        SourceNameConfig.parse(config),
        config.getBoolean(MAPPING_CHANGE_ACCEPT),
        config.getLong(MAX_PENDING_RECORDS),
        config.getLong(MAX_PENDING_BYTES),
        isSet(properties, DEAD_LETTER_TOPIC),
        deadLetterMaxBytes(),
        snapshots());
  }

  /** Where nothing is reduced, upcasters in Java may lie in the folder, but nobody needs them. */
  private SnapshotSettings snapshots() {
    List<SnapshotRule> rules = ReduceConfig.parse(config);
    return rules.isEmpty()
        ? SnapshotSettings.NONE
        : new SnapshotSettings(rules, UpcastConfig.parseRules(config));
  }

  /** As the producer itself will read it; where it cannot, the worker says so. */
  private int deadLetterMaxBytes() {
    try {
      return Integer.parseInt(properties.getOrDefault(PRODUCER_MAX_REQUEST, "").strip());
    } catch (NumberFormatException notSet) {
      return SinkSettings.PRODUCER_MAX_BYTES;
    }
  }

  /** The connector's name. */
  String connector() {
    return properties.getOrDefault("name", "unnamed");
  }

  /**
   * The client id of the task's consumer, as workers name it; unless the worker's own settings name
   * it otherwise, which nobody tells.
   */
  String consumer() {
    return properties.getOrDefault(
        CONSUMER_CLIENT_ID, "connector-consumer-%s-%d".formatted(connector(), task()));
  }

  int task() {
    return Integer.parseInt(properties.getOrDefault(TASK, "0"));
  }

  /**
   * Adds what single settings cannot tell.
   *
   * @param values as they were typed
   * @param checked what the checks of single settings said
   */
  static Config validate(Map<String, String> values, Config checked) {
    ConfigFindings findings = new ConfigFindings(checked, values);
    CassandraConfig.validate(findings);
    MappingConfig.validate(findings);
    SourceNameConfig.validate(findings);
    ReduceConfig.validate(findings);
    if (ReduceConfig.isSet(findings)) {
      UpcastConfig.validateRules(findings);
    }
    List<ConfigValue> all = new ArrayList<>(checked.configValues());
    all.addAll(ConverterConfig.validateSink(values));
    if (isSet(values, DEAD_LETTER_TOPIC) && !"all".equals(values.get(TOLERANCE))) {
      ConfigValue tolerance = new ConfigValue(TOLERANCE);
      tolerance.value(values.get(TOLERANCE));
      tolerance.addErrorMessage(
          "must be all where errors.deadletterqueue.topic.name is set: with none, Connect stops the"
              + " task at the first record for the queue");
      all.add(tolerance);
    }
    return new Config(all);
  }

  private static boolean isSet(Map<String, String> values, String key) {
    String value = values.get(key);
    return value != null && !value.isBlank();
  }
}
