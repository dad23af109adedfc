package dev.annals.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownSettingsTest {
  private static final ConfigDef OURS = ours();

  private static ConfigDef ours() {
    ConfigDef definitions = new ConfigDef();
    CassandraConfig.define(definitions);
    MappingConfig.define(definitions);
    SourceNameConfig.define(definitions);
    return definitions;
  }

  @ParameterizedTest
  @CsvSource({
    "cassandra.contact.point,     cassandra.contact.points",
    "casandra.keyspace,           cassandra.keyspace",
    "cassandra.local.datacentre,  cassandra.local.datacenter",
    "cassandra.ssl.enabled,       cassandra.tls.enabled",
    "on.conflct,                  on.conflict",
    "entiy.tpye,                  entity.type",
    "stream.buckets,              stream.bucket.size",
    "source.incarnatoin,          source.incarnation",
  })
  void a_misspelt_name_is_told_with_the_nearest_one(String misspelt, String nearest) {
    assertThat(UnknownSettings.sentences(OURS, List.of(misspelt)))
        .containsExactly(
            "setting %s is not known and has no effect; the nearest name that is known is %s"
                .formatted(misspelt, nearest));
  }

  /**
   * Names are posted, and stand in the log: they break no line of it, and take no time or memory.
   */
  @Test
  void a_name_that_nobody_would_write_is_escaped_or_passed_over() {
    assertThat(UnknownSettings.sentences(OURS, List.of("cassandra.x\n[ERROR] \u001b[31m")))
        .singleElement()
        .asString()
        .contains("cassandra.x\\u000a[ERROR] \\u001b[31m");
    assertThat(UnknownSettings.sentences(OURS, List.of("cassandra." + "x".repeat(10_000))))
        .isEmpty();
  }

  @Test
  void what_connect_and_others_know_is_none_of_ours() {
    assertThat(
            UnknownSettings.sentences(
                OURS,
                List.of(
                    "name",
                    "connector.class",
                    "tasks.max",
                    "topics",
                    "topics.regex",
                    "topic.creation.default.partitions",
                    "key.converter",
                    "value.converter.schemas.enable",
                    "header.converter",
                    "errors.tolerance",
                    "errors.deadletterqueue.topic.name",
                    "transforms",
                    "transforms.entity.type",
                    "predicates.on.conflict.type",
                    "consumer.override.isolation.level",
                    "producer.override.max.request.size",
                    "admin.override.security.protocol",
                    "config.action.reload",
                    "exactly.once.support",
                    "transaction.boundary",
                    "offsets.storage.topic",
                    "kafka.admin.security.protocol",
                    "cassandra.keyspace",
                    "team",
                    "note")))
        .isEmpty();
  }
}
