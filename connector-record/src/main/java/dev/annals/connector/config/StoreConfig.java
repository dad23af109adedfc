package dev.annals.connector.config;

import dev.annals.connector.config.SettingGroup.Shown;
import dev.annals.connector.config.SettingGroup.Takes;
import dev.annals.model.decision.AppendLimits;
import dev.annals.store.CassandraSettings;
import dev.annals.store.cql.ClusterSettings;
import dev.annals.store.schema.SchemaSettings;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Width;

/** What a store is created with, and how hard it is worked. */
final class StoreConfig {
  static final String CREATE = "schema.create";
  static final String BUCKET_SIZE = "stream.bucket.size";
  static final String SHARDS = "log.shards";
  static final String LOG_RETENTION = "log.retention.ms";
  static final String REFUSED_RETENTION = "refused.retention.ms";
  static final String DEDUPE_WINDOW = "dedupe.window";
  static final String MAX_IN_FLIGHT = "cassandra.max.in.flight";
  static final String CACHE_MAX_EVENTS = "cache.max.events";

  /** A partition of this many small rows is as large as Cassandra likes them. */
  private static final int MAX_BUCKET_SIZE = 100_000;

  private static final int MAX_SHARDS = 256;
  private static final long MIN_RETENTION_MS = Duration.ofMinutes(1).toMillis();

  /** Cassandra refuses rows that outlive 2038 unless told otherwise. */
  private static final long MAX_RETENTION_MS = Duration.ofDays(5 * 365).toMillis();

  private StoreConfig() {}

  static void define(ConfigDef definitions) {
    SettingGroup group = new SettingGroup(definitions, "Event store");
    defineSchema(group);
    defineWork(group);
  }

  private static void defineSchema(SettingGroup group) {
    group
        .add(
            CREATE,
            Takes.of(ConfigDef.Type.BOOLEAN, true, null),
            new Shown(
                "Create tables",
                Width.SHORT,
                Importance.MEDIUM,
                "Whether tables that are missing are created in the keyspace, which needs the"
                    + " permission CREATE. Turn it off where you create them yourself from the .cql"
                    + " files in the archive."))
        .add(
            BUCKET_SIZE,
            Takes.of(
                ConfigDef.Type.INT,
                AppendLimits.DEFAULT_BUCKET_SIZE,
                Range.between(AppendLimits.MAX_EVENTS, MAX_BUCKET_SIZE)),
            new Shown(
                "Versions in a bucket",
                Width.SHORT,
                Importance.LOW,
                "How many events of a stream share a partition of Cassandra. Fixed when the store is"
                    + " created: a connector that differs is refused. The default keeps partitions"
                    + " of events of 1 KiB at 10 MB, where Cassandra is at its best; take fewer for"
                    + " larger events."))
        .add(
            SHARDS,
            Takes.of(
                ConfigDef.Type.INT, SchemaSettings.DEFAULT_SHARDS, Range.between(1, MAX_SHARDS)),
            new Shown(
                "Shards of the log",
                Width.SHORT,
                Importance.LOW,
                "How many slices the log has, and so the most tasks a source connector can use. Fixed"
                    + " when the store is created: a connector that differs is refused. Every shard"
                    + " costs a write per batch of the sink."))
        .add(
            LOG_RETENTION,
            Takes.of(
                ConfigDef.Type.LONG,
                SchemaSettings.DEFAULT_LOG_RETENTION.toMillis(),
                Range.between(MIN_RETENTION_MS, MAX_RETENTION_MS)),
            new Shown(
                "Log retention",
                Width.MEDIUM,
                Importance.MEDIUM,
                "How long the log is kept that sources read, in milliseconds; a week by default. A"
                    + " source that stands still for longer needs a replay. The events themselves"
                    + " are kept for ever. Used when the table is created."))
        .add(
            REFUSED_RETENTION,
            Takes.of(
                ConfigDef.Type.LONG,
                SchemaSettings.DEFAULT_REFUSED_RETENTION.toMillis(),
                Range.between(MIN_RETENTION_MS, MAX_RETENTION_MS)),
            new Shown(
                "Retention of refusals",
                Width.MEDIUM,
                Importance.LOW,
                "How long the table <code>refused</code> keeps what was not appended and why, in"
                    + " milliseconds; 30 days by default. At least <code>log.retention.ms</code>:"
                    + " a refusal must not be forgotten before it is published."));
  }

  private static void defineWork(SettingGroup group) {
    group
        .add(
            DEDUPE_WINDOW,
            Takes.of(
                ConfigDef.Type.INT,
                AppendLimits.DEFAULT_DEDUPE_WINDOW,
                Range.between(0, AppendLimits.DEFAULT_BUCKET_SIZE)),
            new Shown(
                "Dedupe window",
                Width.SHORT,
                Importance.MEDIUM,
                "In how many of a stream's last events an event's id is looked for, to tell that a"
                    + " producer sent it twice. A larger window finds later repetitions and costs"
                    + " memory and a longer first read of each stream; 0 finds redeliveries of Kafka"
                    + " only."))
        .add(
            MAX_IN_FLIGHT,
            Takes.of(
                ConfigDef.Type.INT,
                CassandraSettings.DEFAULT_MAX_IN_FLIGHT,
                Range.between(1, 2_048)),
            new Shown(
                "Transactions in flight",
                Width.SHORT,
                Importance.LOW,
                "How many streams a task writes to at the same time. The default saturates one node"
                    + " of Cassandra; all tasks together should not have much more than 128 for each"
                    + " node."))
        .add(
            CACHE_MAX_EVENTS,
            Takes.of(
                ConfigDef.Type.LONG,
                CassandraSettings.DEFAULT_CACHE_MAX_EVENTS,
                Range.between(0L, 100_000_000L)),
            new Shown(
                "Events remembered",
                Width.SHORT,
                Importance.LOW,
                "How many ids of events a task keeps in memory, so that streams it wrote to lately"
                    + " need no read. Each takes some 200 bytes, a long id as many as several: 40 MB by"
                    + " default. More pays where"
                    + " many streams are busy at once."));
  }

  static CassandraSettings parse(AbstractConfig config, ClusterSettings cluster) {
    SchemaSettings schema =
        new SchemaSettings(
            config.getBoolean(CREATE),
            config.getInt(BUCKET_SIZE),
            config.getInt(SHARDS),
            Duration.ofMillis(config.getLong(LOG_RETENTION)),
            Duration.ofMillis(config.getLong(REFUSED_RETENTION)));
    return new CassandraSettings(
        cluster,
        schema,
        config.getInt(DEDUPE_WINDOW),
        config.getInt(MAX_IN_FLIGHT),
        config.getLong(CACHE_MAX_EVENTS));
  }

  static void validate(ConfigFindings findings) {
    Long log = findings.number(LOG_RETENTION);
    Long refused = findings.number(REFUSED_RETENTION);
    if (log != null && refused != null && refused < log) {
      findings.error(
          REFUSED_RETENTION,
          "refusals must be kept as long as the log at least: %d against %s=%d"
              .formatted(refused, LOG_RETENTION, log));
    }
  }
}
