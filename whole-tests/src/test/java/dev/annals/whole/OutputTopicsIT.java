package dev.annals.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/** Where published records go. */
@ThirdLane
class OutputTopicsIT {
  private static final int KEYS = 200;
  private static final int PARTITIONS = 6;

  @Test
  void a_key_goes_to_the_partition_that_a_plain_producer_chooses_for_its_bytes() {
    Scenario scenario = Scenario.withoutOutputs("partitions");
    String topic = scenario.topic("in", PARTITIONS);
    scenario.whole().topics().create(scenario.type() + ".accepted", PARTITIONS);
    scenario.whole().sink("partitions", topic, Map.of());
    List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      sent.add(scenario.event(topic, "key ä " + i, "id-" + i));
    }
    scenario.whole().topics().send(sent);

    Map<String, Integer> chosen = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : scenario.whole().topics().read(topic, KEYS)) {
      chosen.put(new String(record.key(), UTF_8), record.partition());
    }
    List<ConsumerRecord<byte[], byte[]>> published = scenario.accepted(KEYS);

    assertThat(chosen.values())
        .as("all partitions are used")
        .containsAll(List.of(0, 1, 2, 3, 4, 5));
    for (ConsumerRecord<byte[], byte[]> record : published) {
      assertThat(record.partition())
          .isEqualTo(chosen.get(new String(record.key(), UTF_8)))
          .isEqualTo(Utils.toPositive(Utils.murmur2(record.key())) % PARTITIONS);
    }
    scenario.whole().rest().delete("partitions");
  }

  @Test
  void topics_that_are_not_there_are_created_by_the_connector_s_settings() {
    Scenario scenario = Scenario.withoutOutputs("created");
    String topic = scenario.topic("in", 1);
    try (OwnStore own = new OwnStore(scenario.whole());
        TopicAdmin admin = new TopicAdmin(scenario.whole().topics())) {
      own.sink("created", topic);
      own.source(
          "created-out",
          Map.of(
              "topic.rejected", "${topic}.${entityType}.rejected",
              "topic.creation.groups", "refused",
              "topic.creation.refused.include", ".*\\.rejected",
              "topic.creation.refused.partitions", "2",
              "topic.creation.refused.retention.ms", "3600000",
              "topic.creation.default.partitions", "5",
              "topic.creation.default.cleanup.policy", "compact"));
      scenario
          .whole()
          .topics()
          .send(
              List.of(
                  scenario.event(topic, "a", "1"),
                  scenario.event(topic, "a", "2", "ce_expectedversion", "none")));
      String accepted = scenario.type() + ".accepted";
      String rejected = topic + "." + scenario.type() + ".rejected";
      scenario.whole().topics().awaitExists(accepted);
      scenario.whole().topics().awaitExists(rejected);

      TopicDescription ofAccepted = admin.describe(accepted);
      TopicDescription ofRejected = admin.describe(rejected);
      assertThat(ofAccepted.partitions()).hasSize(5);
      assertThat(admin.setting(accepted, "cleanup.policy")).isEqualTo("compact");
      assertThat(ofRejected.partitions()).hasSize(2);
      assertThat(admin.setting(rejected, "retention.ms")).isEqualTo("3600000");
      scenario.whole().rest().delete("created");
      scenario.whole().rest().delete("created-out");
    }
  }
}
