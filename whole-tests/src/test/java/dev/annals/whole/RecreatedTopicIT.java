package dev.annals.whole;

import static dev.annals.whole.Scenario.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.testkit.servers.ConnectRest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecreatedTopicIT {
  private static final int FIRST_LIFE = 100;
  private static final List<String> ENTITIES =
      IntStream.range(0, 10).mapToObj(i -> "e" + i).toList();

  private final Scenario scenario = new Scenario("again");
  private final Whole whole = scenario.whole();
  private final ConnectRest rest = whole.rest();
  private final String name = "again-" + scenario.type();
  private final String topic = scenario.topic("in", 1);

  @ParameterizedTest
  @ValueSource(ints = {40, 160})
  void a_recreated_topic_is_refused_until_an_incarnation_is_set(int secondLife) {
    liveOnce(Map.of());
    recreate(secondLife);
    rest.put(name, whole.sinkConfig(topic, Map.of()));
    assertRefusedUntilSet(secondLife);
  }

  private void assertRefusedUntilSet(int secondLife) {
    assertThat(failure())
        .contains(topic + "-0@")
        .contains("the topic seems to have been deleted and created again")
        .contains("Set source.incarnation to another text than '1'");
    rest.delete(name);

    whole.sink(name, topic, Map.of("source.incarnation", "2"));
    assertBothLives(secondLife);
    rest.delete(name);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 160})
  void with_admin_settings_the_new_life_is_found_out(int secondLife) {
    liveOnce(asking());
    recreate(secondLife);
    whole.sink(name, topic, asking());
    assertBothLives(secondLife);
    rest.delete(name);
  }

  @Test
  void a_topic_recreated_under_a_running_sink_is_found_out() {
    whole.sink(name, topic, asking());
    whole.topics().send(events("first", FIRST_LIFE));
    assertThat(scenario.accepted(FIRST_LIFE)).hasSize(FIRST_LIFE);
    recreate(160);
    Awaitility.await("the second life is read, or the task says that there is one")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> restartedIfFailed() || lives() == 2);
    assertBothLives(160);
    rest.delete(name);
  }

  @Test
  void without_admin_settings_it_stops_the_running_sink() {
    whole.sink(name, topic, Map.of());
    whole.topics().send(events("first", FIRST_LIFE));
    assertThat(scenario.accepted(FIRST_LIFE)).hasSize(FIRST_LIFE);
    recreate(160);
    assertRefusedUntilSet(160);
  }

  /** As the sentence says to do. */
  private boolean restartedIfFailed() {
    String failures = rest.status(name).failures();
    if (failures.isEmpty()) {
      return false;
    }
    assertThat(failures).contains("Restart the task: it will find the topic's new life");
    rest.restart(name);
    return true;
  }

  private long lives() {
    return whole.store().log().progress(topic).toCompletableFuture().join().stream()
        .map(progress -> progress.source().incarnation())
        .distinct()
        .count();
  }

  @Test
  void admin_settings_that_come_later_need_the_incarnation_there_was() {
    liveOnce(Map.of());
    rest.put(name, whole.sinkConfig(topic, asking()));
    assertThat(failure())
        .contains("kafka.admin.bootstrap.servers was added or taken away")
        .contains("Set source.incarnation=1, to go on where it is");
    rest.delete(name);

    whole.sink(
        name,
        topic,
        Map.of(
            "kafka.admin.bootstrap.servers",
            whole.topics().bootstrapServers(),
            "source.incarnation",
            "1"));
    assertThat(scenario.acceptedUpToFences(topic, ENTITIES)).hasSize(FIRST_LIFE);
    rest.delete(name);
  }

  private Map<String, String> asking() {
    return Map.of("kafka.admin.bootstrap.servers", whole.topics().bootstrapServers());
  }

  private void liveOnce(Map<String, String> changes) {
    whole.sink(name, topic, changes);
    whole.topics().send(events("first", FIRST_LIFE));
    assertThat(scenario.accepted(FIRST_LIFE)).hasSize(FIRST_LIFE);
    rest.delete(name);
  }

  private void recreate(int events) {
    try (TopicAdmin admin = new TopicAdmin(whole.topics())) {
      admin.recreate(topic);
    }
    whole.topics().send(events("second", events));
  }

  /** Every record of both lives came out, once. */
  private void assertBothLives(int secondLife) {
    assertThat(scenario.acceptedUpToFences(topic, ENTITIES))
        .hasSize(FIRST_LIFE + secondLife)
        .extracting(record -> header(record, "ce_id"))
        .doesNotHaveDuplicates();
  }

  private String failure() {
    Awaitility.await(name + " fails")
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(() -> !rest.status(name).failures().isEmpty());
    return rest.status(name).failures();
  }

  private List<ProducerRecord<byte[], byte[]>> events(String life, int count) {
    List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(scenario.event(topic, ENTITIES.get(i % ENTITIES.size()), life + "-" + i));
    }
    return events;
  }
}
