package dev.annals.whole;

import static dev.annals.whole.Scenario.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.testkit.servers.ConnectRest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ChangedTopicIT {
  private static final List<String> ENTITIES =
      IntStream.range(0, 50).mapToObj(i -> "e" + i).toList();

  private final Scenario scenario = new Scenario("changed");
  private final Whole whole = scenario.whole();
  private final ConnectRest rest = whole.rest();
  private final String name = "changed-" + scenario.type();
  private final String topic = scenario.topic("in", 1);

  @Test
  void partitions_added_under_load_are_read_from_their_beginning() {
    whole.sink(name, topic, Map.of("consumer.override.metadata.max.age.ms", "1000"));
    whole.topics().send(events(0, 1_000));
    try (TopicAdmin admin = new TopicAdmin(whole.topics())) {
      admin.addPartitions(topic, 3);
    }
    sendUntilAllPartitionsAreUsed(1_000);
    int sent = whole.topics().ends(topic).values().stream().mapToInt(Long::intValue).sum();
    scenario.awaitDecided(topic);

    List<ConsumerRecord<byte[], byte[]>> out = scenario.acceptedUpToFences(topic, ENTITIES);
    assertThat(out).hasSize(sent);
    assertThat(out).extracting(record -> header(record, "ce_id")).doesNotHaveDuplicates();
    Scenario.versions(out)
        .values()
        .forEach(
            versions ->
                assertThat(versions)
                    .isEqualTo(LongStream.rangeClosed(1, versions.size()).boxed().toList()));
    rest.delete(name);
  }

  @Test
  void records_that_retention_removed_while_the_sink_was_down_are_told_and_counted() {
    Map<String, String> asking =
        Map.of("kafka.admin.bootstrap.servers", whole.topics().bootstrapServers());
    overtake(asking);
    awaitLog(
        topic
            + "-0: records from offset 100 to 149 were removed by the topic's retention before the"
            + " sink read them: they are lost");
    assertThat(metric("undelivered")).isEqualTo(50);
    assertThat(scenario.accepted(150)).hasSize(150);
    rest.delete(name);
  }

  @Test
  void without_admin_settings_they_are_told_as_what_may_be_lost() {
    overtake(Map.of());
    awaitLog(topic + "-0: offsets 100 to 149 were not delivered");
    assertThat(metric("undelivered")).isEqualTo(50);
    assertThat(scenario.accepted(150)).hasSize(150);
    rest.delete(name);
  }

  @Test
  void two_sinks_with_different_mappings_need_two_source_names() {
    whole.topics().send(events(0, 100));
    whole.sink(name, topic, Map.of());
    scenario.awaitDecided(topic);
    Map<String, String> plain = new HashMap<>();
    plain.put("mapping.preset", "plain");
    plain.put("entity.type", scenario.type() + "-plain");
    whole.topics().create(scenario.type() + "-plain.accepted", 1);
    plain.put("event.type", "seen");
    String other = name + "-plain";
    rest.put(other, whole.sinkConfig(topic, plain));
    assertThat(failure(other))
        .contains(topic + "-0@1 was read by another mapping of records to events up to offset 100")
        .contains("set another source.name");

    rest.delete(other);
    plain.put("source.name", "plain-${topic}");
    whole.sink(other, topic, plain);
    whole.topics().send(events(100, 200));
    scenario.awaitDecided(topic);
    assertThat(scenario.accepted(200)).hasSize(200);
    List<ConsumerRecord<byte[], byte[]>> seen =
        whole.topics().read(scenario.type() + "-plain.accepted", 200);
    assertThat(seen).hasSize(200);
    assertThat(Scenario.versions(seen).get("e0")).containsExactly(1L, 2L, 3L, 4L);
    assertThat(rest.status(name).failures()).isEmpty();
    rest.delete(name);
    rest.delete(other);
  }

  /** A hundred are decided, a hundred more come while the sink is down, and half of those go. */
  private void overtake(Map<String, String> changes) {
    whole.sink(name, topic, changes);
    whole.topics().send(events(0, 100));
    scenario.awaitDecided(topic);
    rest.delete(name);
    whole.topics().send(events(100, 200));
    try (TopicAdmin admin = new TopicAdmin(whole.topics())) {
      admin.removeBefore(topic, 150);
    }
    whole.sink(name, topic, changes);
    scenario.awaitDecided(topic);
  }

  /** By a producer that soon learns of new partitions. */
  private void sendUntilAllPartitionsAreUsed(int from) {
    try (KafkaProducer<byte[], byte[]> producer =
        whole.topics().producer(Map.of("metadata.max.age.ms", "500"))) {
      int next = from;
      while (whole.topics().ends(topic).size() < 3
          || whole.topics().ends(topic).containsValue(0L)) {
        events(next, next + 200).forEach(producer::send);
        producer.flush();
        next += 200;
      }
      events(next, next + 1_000).forEach(producer::send);
    }
  }

  private void awaitLog(String text) {
    Awaitility.await(text)
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              try {
                return Files.readString(whole.worker().log()).contains(text);
              } catch (IOException fault) {
                throw new UncheckedIOException(fault);
              }
            });
  }

  private String failure(String connector) {
    Awaitility.await(connector + " fails")
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(() -> !rest.status(connector).failures().isEmpty());
    return rest.status(connector).failures();
  }

  private List<ProducerRecord<byte[], byte[]>> events(int from, int to) {
    List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
    for (int i = from; i < to; i++) {
      events.add(scenario.event(topic, ENTITIES.get(i % ENTITIES.size()), "id" + i));
    }
    return events;
  }

  private long metric(String metric) {
    try (WorkerMetrics metrics = new WorkerMetrics(whole.worker().pid())) {
      return metrics.of(name, metric);
    }
  }
}
