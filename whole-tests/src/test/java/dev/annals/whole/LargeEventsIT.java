package dev.annals.whole;

import static dev.annals.whole.Scenario.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.connector.record.HeaderCodec;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.decision.AppendLimits;
import dev.annals.testkit.servers.ConnectRest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LargeEventsIT {
  private static final Map<String, String> FOUR_MIB = Map.of("max.message.bytes", "4194304");

  /** What Kafka adds to a record that is sent alone. */
  private static final int BATCH_BYTES = 61;

  private static final String DLQ_MESSAGE = "__connect.errors.exception.message";

  @Test
  void an_event_of_1_mib_comes_out_as_it_went_in() {
    Scenario scenario = Scenario.withoutOutputs("mib");
    String topic = scenario.type() + ".in";
    scenario.whole().topics().create(topic, 1, FOUR_MIB);
    scenario.whole().sink("mib", topic, Map.of());
    ProducerRecord<byte[], byte[]> small = scenario.event(topic, "e", "small");
    ProducerRecord<byte[], byte[]> large = largest(scenario, topic, "large");
    scenario.whole().topics().send(List.of(small));
    // Made by Connect, with what the example says about it, and not by a test that looks for it.
    scenario.whole().topics().awaitExists(scenario.type() + ".accepted");
    send(scenario, large);

    List<ConsumerRecord<byte[], byte[]>> out = scenario.accepted(2);
    assertThat(out.get(1).value().length + headerBytes(out.get(1)) + BATCH_BYTES)
        .as("beyond what a producer sends by default")
        .isGreaterThan(1 << 20);
    assertThat(out.get(1).value()).isEqualTo(large.value());
    scenario.whole().rest().delete("mib");
  }

  @Test
  void a_record_that_is_too_large_to_publish_stops_the_source_and_names_the_setting() {
    Scenario scenario = new Scenario("unsent");
    Whole whole = scenario.whole();
    ConnectRest rest = whole.rest();
    String topic = scenario.type() + ".in";
    String rejected = "narrow-rejected-" + topic;
    whole.topics().create(topic, 1, FOUR_MIB);
    whole.topics().create(rejected, 1);
    // A store of its own: a source that is started again publishes all there is.
    Map<String, String> store = Map.of("cassandra.keyspace", whole.anotherKeyspace("narrow"));
    whole.sink("unsent", topic, store);
    Map<String, String> narrow = whole.sourceConfig(store);
    narrow.put("topic.accepted", "narrow-${topic}");
    narrow.put("topic.rejected", "narrow-rejected-${topic}");
    narrow.put("producer.override.max.request.size", "1050000");
    rest.put("narrow", narrow);
    // The rejection of an event of 1 MiB bears the rival's id, nearly the longest, on top.
    String rival = "r".repeat(4_000);
    send(
        scenario,
        scenario.event(topic, "e", rival),
        large(scenario, topic, "loser", (1 << 20) - 1_000, "ce_expectedversion", "none"),
        scenario.event(topic, "e", "later"));

    assertThat(failureNaming(rest, "narrow", "what was rejected at " + topic + "-0@1:1 takes 1,05"))
        .contains("bytes as a record of topic " + rejected)
        .contains("but the producer sends 1,050,000 at most")
        .contains("set producer.override.max.request.size to 4194304 or more")
        .contains("and the topic's max.message.bytes likewise");

    narrow.put("producer.override.max.request.size", "4194304");
    rest.put("narrow", narrow);
    // Not its failure, for which Connect may take 30 s.
    List<String> log =
        Awaitility.await("Kafka refuses it")
            .atMost(Duration.ofMinutes(1))
            .until(
                whole::logLines,
                lines ->
                    lines.stream()
                        .anyMatch(line -> line.contains("failed to send record to " + rejected)));
    assertThat(log)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("what was rejected at " + topic + "-0@1:1 takes 105")
                    .contains("bytes as a record of topic " + rejected)
                    .contains("set the topic's max.message.bytes to 4194304 or more"));

    whole.topics().set(rejected, FOUR_MIB);
    rest.restart("narrow");
    assertThat(whole.topics().read(rejected, 1))
        .singleElement()
        .satisfies(one -> assertThat(header(one, "annals-rival")).isEqualTo("/tests " + rival));
    assertThat(whole.topics().read("narrow-" + topic, 2))
        .extracting(one -> header(one, "ce_entityversion"))
        .containsExactly("1", "2");
    rest.delete("narrow");
    rest.delete("unsent");
  }

  @Test
  void a_dead_letter_that_the_queue_cannot_take_stops_the_sink_and_is_kept_once_it_can() {
    Scenario scenario = new Scenario("huge");
    Topics topics = scenario.whole().topics();
    String topic = scenario.type() + ".in";
    String queue = "dead-letters-" + topic;
    topics.create(topic, 1, FOUR_MIB);
    ConnectRest rest = scenario.whole().rest();
    send(
        scenario,
        scenario.event(topic, "e", "before"),
        large(scenario, topic, "huge", 2 << 20),
        scenario.event(topic, "e", "after"));

    rest.put(
        "huge",
        scenario.whole().sinkConfig(topic, Map.of("producer.override.max.request.size", "")));
    assertThat(failure(rest, "huge"))
        .contains(topic + "-0@1: it takes 2,09")
        .contains("whose producer sends 1,048,576 at most")
        .contains("set producer.override.max.request.size to more, and max.message.bytes of");

    rest.put("huge", scenario.whole().sinkConfig(topic, Map.of()));
    assertThat(failureNaming(rest, "huge", "max.message.bytes of the topic errors.deadletterq"))
        .contains("the dead-letter queue did not take the undecodable record " + topic + "-0@1")
        .contains("Nothing is lost: restart the task");
    assertThat(topics.ends(queue).values()).containsOnly(0L);

    topics.set(queue, FOUR_MIB);
    rest.restart("huge");
    List<ConsumerRecord<byte[], byte[]>> dead = topics.read(queue, 1);
    assertThat(dead.get(0).value()).hasSize(2 << 20);
    assertThat(header(dead.get(0), DLQ_MESSAGE)).startsWith(topic + "-0@1: it takes 2,09");
    assertThat(scenario.accepted(2))
        .extracting(one -> header(one, "ce_id"))
        .containsExactly("before", "after");
    rest.delete("huge");
  }

  /** As large as an event may be. */
  private static ProducerRecord<byte[], byte[]> largest(
      Scenario scenario, String topic, String id) {
    ConnectHeaders headers = new ConnectHeaders();
    scenario
        .event(topic, "e", id)
        .headers()
        .forEach(header -> headers.add(header.key(), header.value(), null));
    NewEvent withoutPayload =
        new NewEvent(
            EventId.of("/tests", id),
            "happened",
            1,
            null,
            null,
            null,
            Map.of(),
            Bytes.of("e".getBytes(UTF_8)),
            HeaderCodec.encode(headers, 0L),
            null);
    int room = AppendLimits.MAX_BYTES - withoutPayload.sizeBytes();
    return large(scenario, topic, id, room);
  }

  private static ProducerRecord<byte[], byte[]> large(
      Scenario scenario, String topic, String id, int bytes, String... headers) {
    ProducerRecord<byte[], byte[]> event =
        new ProducerRecord<>(topic, "e".getBytes(UTF_8), new byte[bytes]);
    scenario.event(topic, "e", id, headers).headers().forEach(event.headers()::add);
    return event;
  }

  @SafeVarargs
  private static void send(Scenario scenario, ProducerRecord<byte[], byte[]>... events) {
    try (KafkaProducer<byte[], byte[]> producer =
        scenario.whole().topics().producer(Map.of("max.request.size", 4 << 20))) {
      for (ProducerRecord<byte[], byte[]> event : events) {
        producer.send(event);
      }
    }
  }

  private static int headerBytes(ConsumerRecord<byte[], byte[]> record) {
    int bytes = 0;
    for (var header : record.headers()) {
      bytes += header.key().length() + header.value().length;
    }
    return bytes;
  }

  private static String failure(ConnectRest rest, String connector) {
    return failureNaming(rest, connector, "");
  }

  /** Waits until a task of the connector fails for this reason, and returns all that it says. */
  private static String failureNaming(ConnectRest rest, String connector, String reason) {
    Awaitility.await(connector + " fails: " + reason)
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(
            () -> {
              String failures = rest.status(connector).failures();
              return !failures.isEmpty() && failures.contains(reason);
            });
    return rest.status(connector).failures();
  }
}
