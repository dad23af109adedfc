package dev.annals.whole;

import static dev.annals.whole.Scenario.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class MainPathIT {
  @Test
  void ten_thousand_events_over_500_streams_come_out_once_each_dense_and_in_order() {
    Scenario scenario = new Scenario("many");
    String topic = scenario.topic("in", 4);
    scenario.whole().sink("many", topic, Map.of());
    List<ProducerRecord<byte[], byte[]>> sent = events(scenario, topic, 500, 20);
    scenario.whole().topics().send(sent);

    assertOnceEachInOrder(scenario, topic, 500, 20, 21);

    // The same topic read again from its beginning, under another name, adds nothing.
    scenario.whole().rest().delete("many");
    scenario.whole().sink("many-again", topic, Map.of());
    scenario.awaitDecided(topic);
    assertThat(scenario.acceptedUpToFences(topic, List.of("e0"))).hasSize(10_000);
    scenario.whole().rest().delete("many-again");
  }

  @Test
  void a_race_for_a_version_has_one_winner_and_every_loser_is_told_who() {
    Scenario scenario = new Scenario("race");
    String topics = scenario.topic("left", 1) + "," + scenario.topic("right", 1);
    String left = topics.split(",")[0];
    String right = topics.split(",")[1];
    scenario.whole().sink("race-left", left, Map.of());
    scenario.whole().sink("race-right", right, Map.of());
    List<ProducerRecord<byte[], byte[]>> both = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      both.add(scenario.event(left, "r" + i, "left-" + i, "ce_expectedversion", "none"));
      both.add(scenario.event(right, "r" + i, "right-" + i, "ce_expectedversion", "none"));
    }
    scenario.whole().topics().send(both);

    List<ConsumerRecord<byte[], byte[]>> winners = scenario.accepted(200);
    List<ConsumerRecord<byte[], byte[]>> losers = scenario.rejected(200);
    assertThat(winners).hasSize(200);
    assertThat(losers).hasSize(200);
    for (int i = 0; i < 200; i++) {
      List<RecordedEvent> stream = scenario.events("r" + i);
      assertThat(stream).hasSize(1);
      String winner = stream.get(0).event().id().text();
      String entity = "r" + i;
      ConsumerRecord<byte[], byte[]> loser =
          losers.stream()
              .filter(record -> new String(record.key(), UTF_8).equals(entity))
              .findAny()
              .orElseThrow();
      assertThat(header(loser, "annals-rival")).isEqualTo(winner);
      assertThat(header(loser, "annals-reason")).isEqualTo("version-conflict");
      assertThat(header(loser, "annals-expected")).isEqualTo("none");
      assertThat(header(loser, "annals-actual")).isEqualTo("1");
      assertThat(winner)
          .endsWith(header(loser, "ce_id").startsWith("left") ? "right-" + i : "left-" + i);
    }
    scenario.whole().rest().delete("race-left");
    scenario.whole().rest().delete("race-right");
  }

  @Test
  void two_topics_that_feed_the_same_streams_keep_them_dense_and_ordered() {
    Scenario scenario = new Scenario("two");
    String left = scenario.topic("left", 2);
    String right = scenario.topic("right", 3);
    scenario.whole().sink("two", left + "," + right, Map.of("tasks.max", "1"));
    List<ProducerRecord<byte[], byte[]>> both = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      String entity = "e" + random.nextInt(50);
      both.add(scenario.event(random.nextBoolean() ? left : right, entity, "id" + i));
    }
    scenario.whole().topics().send(both);
    scenario.awaitDecided(left);
    scenario.awaitDecided(right);

    List<String> entities = IntStream.range(0, 50).mapToObj(i -> "e" + i).toList();
    List<ConsumerRecord<byte[], byte[]>> out = scenario.acceptedUpToFences(left, entities);
    assertThat(out.stream().map(record -> header(record, "ce_id"))).doesNotHaveDuplicates();
    assertThat(out).hasSize(2_000);
    Scenario.versions(out)
        .values()
        .forEach(
            versions ->
                assertThat(versions)
                    .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, versions.size()).boxed().toList()));
    scenario.whole().rest().delete("two");
  }

  @Test
  void a_stream_over_three_buckets_reads_back_whole() {
    Scenario scenario = new Scenario("long");
    String topic = scenario.topic("in", 1);
    scenario.whole().sink("long", topic, Map.of());
    scenario.whole().topics().send(events(scenario, topic, 1, 1_130));
    scenario.awaitDecided(topic);

    List<RecordedEvent> events = scenario.events("e0");
    assertThat(events.stream().map(RecordedEvent::version))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 1_130).boxed().toList());
    assertThat(events.stream().map(event -> event.event().id().text()))
        .containsExactlyElementsOf(
            IntStream.range(0, 1_130).mapToObj(i -> "/tests e0-" + i).toList());
    assertThat(Scenario.versions(scenario.accepted(1_130)).get("e0")).hasSize(1_130).isSorted();
    scenario.whole().rest().delete("long");
  }

  @Test
  void key_value_headers_and_timestamp_come_back_as_they_went_in() {
    Scenario scenario = new Scenario("exact");
    String topic = scenario.topic("in", 1);
    scenario.whole().sink("exact", topic, Map.of());
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            0,
            1_234_567_890_123L,
            "pallet/ü 007".getBytes(UTF_8),
            new byte[] {0, -1, (byte) 0x80, 13, 10});
    scenario
        .event(topic, "pallet/ü 007", "x1", "ce_time", "2020-01-02T03:04:05Z")
        .headers()
        .forEach(record.headers()::add);
    record.headers().add("twice", "first".getBytes(UTF_8));
    record.headers().add("binary", new byte[] {0, -1, (byte) 0xC3, 40});
    record.headers().add("twice", "second".getBytes(UTF_8));
    record.headers().add("number", "007".getBytes(UTF_8));
    record.headers().add("empty", new byte[0]);
    record.headers().add("absent", null);
    ProducerRecord<byte[], byte[]> withoutValue =
        new ProducerRecord<>(topic, 0, "pallet/ü 007".getBytes(UTF_8), null);
    scenario.event(topic, "pallet/ü 007", "x2").headers().forEach(withoutValue.headers()::add);
    scenario.whole().topics().send(List.of(record, withoutValue));

    List<ConsumerRecord<byte[], byte[]>> out = scenario.accepted(2);
    assertThat(out.get(0).key()).isEqualTo(record.key());
    assertThat(out.get(0).value()).isEqualTo(record.value());
    assertThat(out.get(0).timestamp()).isEqualTo(1_234_567_890_123L);
    List<Header> came = List.of(out.get(0).headers().toArray());
    List<Header> went = List.of(record.headers().toArray());
    assertThat(came.subList(0, went.size())).containsExactlyElementsOf(went);
    assertThat(came.subList(went.size(), came.size()).stream().map(Header::key))
        .containsExactlyInAnyOrder(
            "ce_entityversion", "ce_sequence", "annals-store", "annals-outcome");
    assertThat(out.get(1).value()).isNull();
    assertThat(header(out.get(1), "ce_entityversion")).isEqualTo("2");
    scenario.whole().rest().delete("exact");
  }

  @Test
  void an_aborted_transaction_of_kafka_leaves_no_event() {
    Scenario scenario = new Scenario("aborted");
    String topic = scenario.topic("in", 1);
    scenario.whole().sink("aborted", topic, Map.of());
    try (KafkaProducer<byte[], byte[]> producer =
        scenario.whole().topics().producer(Map.of("transactional.id", scenario.type()))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(scenario.event(topic, "a", "aborted-1"));
      producer.send(scenario.event(topic, "b", "aborted-2"));
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(scenario.event(topic, "a", "committed-1"));
      producer.commitTransaction();
    }

    List<ConsumerRecord<byte[], byte[]>> out =
        scenario.acceptedUpToFences(topic, List.of("a", "b"));
    assertThat(out).hasSize(1);
    assertThat(header(out.get(0), "ce_id")).isEqualTo("committed-1");
    assertThat(scenario.events("b")).hasSize(1); // the fence alone
    scenario.whole().rest().delete("aborted");
  }

  @Test
  void a_regex_router_in_front_of_the_sink_changes_nothing() {
    Scenario scenario = new Scenario("renamed");
    String topic = scenario.topic("in", 2);
    scenario
        .whole()
        .sink(
            "renamed",
            topic,
            Map.of(
                "transforms", "rename",
                "transforms.rename.type", "org.apache.kafka.connect.transforms.RegexRouter",
                "transforms.rename.regex", ".*",
                "transforms.rename.replacement", "elsewhere"));
    scenario.whole().topics().send(events(scenario, topic, 20, 10));

    assertOnceEachInOrder(scenario, topic, 20, 10, 11);
    assertThat(scenario.whole().store().log().progress("elsewhere").toCompletableFuture().join())
        .isEmpty();
    scenario.whole().rest().delete("renamed");
  }

  private static List<ProducerRecord<byte[], byte[]>> events(
      Scenario scenario, String topic, int entities, int each) {
    List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      for (int entity = 0; entity < entities; entity++) {
        events.add(scenario.event(topic, "e" + entity, "e" + entity + "-" + i));
      }
    }
    return events;
  }

  /** In Kafka what is in Cassandra, once each; the fences of this check are the events after. */
  private static void assertOnceEachInOrder(
      Scenario scenario, String topic, int entities, int each, int withFence) {
    Map<TopicPartition, Long> ends = scenario.whole().topics().ends(topic);
    scenario.awaitDecided(topic, ends);
    List<String> names = IntStream.range(0, entities).mapToObj(i -> "e" + i).toList();
    List<ConsumerRecord<byte[], byte[]>> out = scenario.acceptedUpToFences(topic, names);
    assertThat(out).hasSize(entities * each);
    Map<String, List<Long>> versions = Scenario.versions(out);
    assertThat(new TreeSet<>(versions.keySet())).isEqualTo(new TreeSet<>(names));
    List<Long> dense = LongStream.rangeClosed(1, each).boxed().toList();
    versions.values().forEach(each1 -> assertThat(each1).isEqualTo(dense));
    for (String name : names) {
      assertThat(scenario.events(name)).hasSize(withFence);
    }
  }
}
