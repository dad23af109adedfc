package dev.annals.whole;

import static dev.annals.whole.Scenario.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.testkit.servers.ConnectRest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FaultsIT {
  @Test
  void cassandra_out_of_reach_at_start_and_later_is_waited_for() {
    Scenario scenario = new Scenario("away");
    String topic = scenario.topic("in", 1);
    try (CutConnection connection =
        new CutConnection(scenario.whole().cassandra().socketAddress())) {
      scenario
          .whole()
          .sink("away", topic, Map.of("cassandra.contact.points", connection.contactPoint()));
      scenario.whole().topics().send(events(scenario, topic, 0, 200));
      awaitOutages(scenario, connection, 1);
      scenario.whole().rest().awaitRunning("away", 1);
      connection.mend();
      scenario.awaitDecided(topic);

      connection.cut();
      scenario.whole().topics().send(events(scenario, topic, 200, 400));
      awaitOutages(scenario, connection, 2);
      connection.mend();
      scenario.awaitDecided(topic);
      assertThat(outages(scenario, connection)).as("told once for each").isEqualTo(2);
      assertThat(scenario.whole().rest().status("away").failures()).isEmpty();
      assertThat(scenario.acceptedUpToFences(topic, List.of("e0"))).hasSize(400);
      scenario.whole().rest().delete("away");
    }
  }

  @Test
  void wrong_settings_fail_the_task_with_a_sentence() {
    Scenario scenario = new Scenario("wrong");
    String topic = scenario.topic("in", 1);
    scenario.whole().topics().send(events(scenario, topic, 0, 1));
    assertThat(failure(scenario, topic, Map.of("cassandra.password", "guessed")))
        .contains("refuses username cassandra: check cassandra.username and cassandra.password")
        .doesNotContain("guessed");
    assertThat(failure(scenario, topic, Map.of("cassandra.keyspace", "nowhere")))
        .contains("keyspace nowhere does not exist");
    assertThat(failure(scenario, topic, Map.of("stream.bucket.size", "700")))
        .contains("has bucket size 500, this client has 700: set stream.bucket.size");
  }

  @Test
  void what_cannot_be_read_goes_to_the_dead_letters_with_a_reason() {
    Scenario scenario = new Scenario("unreadable");
    String topic = scenario.topic("in", 1);
    scenario.whole().sink("unreadable", topic, Map.of());
    scenario
        .whole()
        .topics()
        .send(
            List.of(
                scenario.event(topic, "e0", "good-1"),
                scenario.event(topic, "e0", "bad", "ce_expectedversion", "abc"),
                scenario.event(topic, "e0", "good-2")));

    List<ConsumerRecord<byte[], byte[]>> dead =
        scenario.whole().topics().read("dead-letters-" + topic, 1);
    assertThat(new String(dead.get(0).value(), UTF_8)).contains("bad");
    assertThat(header(dead.get(0), "__connect.errors.exception.message"))
        .contains("expected version 'abc' is not any, none, exists or a whole number from 0")
        .contains(topic + "-0@1");
    assertThat(scenario.accepted(2)).hasSize(2);
    scenario.whole().rest().delete("unreadable");
  }

  @Test
  void without_a_dead_letter_queue_an_unreadable_record_fails_the_task_and_is_named() {
    Scenario scenario = new Scenario("nodlq");
    String topic = scenario.topic("in", 1);
    scenario
        .whole()
        .topics()
        .send(List.of(scenario.event(topic, "e0", "bad", "ce_expectedversion", "-1")));
    assertThat(failure(scenario, topic, Map.of("errors.deadletterqueue.topic.name", "")))
        .contains(topic + "-0@0")
        .contains("errors.deadletterqueue.topic.name");
  }

  /** Runs a sink that has to fail, and returns why it did. */
  private static String failure(Scenario scenario, String topic, Map<String, String> changes) {
    ConnectRest rest = scenario.whole().rest();
    String name = "failing-" + scenario.type();
    rest.put(name, scenario.whole().sinkConfig(topic, changes));
    Awaitility.await("the task fails")
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(() -> !rest.status(name).failures().isEmpty());
    String failure = rest.status(name).failures();
    rest.delete(name);
    return failure;
  }

  private static void awaitOutages(Scenario scenario, CutConnection connection, int count) {
    Awaitility.await("outage " + count + " of " + connection.contactPoint() + " is told")
        .atMost(Duration.ofMinutes(1))
        .until(() -> outages(scenario, connection) == count);
  }

  /** How often the worker's log says that Cassandra cannot be reached there. */
  private static long outages(Scenario scenario, CutConnection connection) {
    try (Stream<String> lines = Files.lines(scenario.whole().worker().log())) {
      return lines
          .filter(line -> line.contains("ConnectionNotice"))
          .filter(line -> line.contains(connection.contactPoint()))
          .count();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static List<ProducerRecord<byte[], byte[]>> events(
      Scenario scenario, String topic, int from, int to) {
    List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
    for (int i = from; i < to; i++) {
      events.add(scenario.event(topic, "e" + i % 20, "id" + i));
    }
    return events;
  }
}
