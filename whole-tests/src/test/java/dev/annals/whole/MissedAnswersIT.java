package dev.annals.whole;

import static dev.annals.whole.Scenario.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.RecordedEvent;
import dev.annals.testkit.proxy.Answer;
import dev.annals.testkit.proxy.CqlProxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class MissedAnswersIT {
  private static final int EVENTS = 1_000;
  private static final List<String> ENTITIES =
      IntStream.range(0, 60).mapToObj(i -> "e" + i).toList();

  /** What has to become of the records, in the order in which they are sent. */
  private static final class Expected {
    final Map<String, List<ProducerRecord<byte[], byte[]>>> accepted = new HashMap<>();
    final List<String> rejected = new ArrayList<>();
    int duplicates;

    List<ProducerRecord<byte[], byte[]>> of(String entity) {
      return accepted.computeIfAbsent(entity, none -> new ArrayList<>());
    }
  }

  @Test
  void a_sink_that_misses_one_answer_in_ten_comes_to_what_was_sent_record_by_record() {
    Scenario scenario = new Scenario("unheard");
    String topic = scenario.topic("in", 2);
    Expected expected = new Expected();
    List<ProducerRecord<byte[], byte[]>> sent = send(scenario, topic, expected);
    try (CqlProxy proxy = CqlProxy.to(scenario.whole().cassandra())) {
      proxy.rule(new RandomLosses(20_261_123));
      Map<String, String> changes =
          Map.of(
              "cassandra.contact.points",
              proxy.contactPoint(),
              "cassandra.request.timeout.ms",
              "1000");
      scenario.whole().sink("unheard", topic, changes);
      scenario.whole().topics().send(sent);
      scenario.awaitDecided(topic);
      scenario.whole().rest().delete("unheard");
      for (Answer lost : Answer.values()) {
        assertThat(proxy.count(lost)).as("answers %s", lost).isPositive();
      }
    }
    scenario.whole().sink("heard", topic, Map.of());
    List<ConsumerRecord<byte[], byte[]>> accepted = scenario.acceptedUpToFences(topic, ENTITIES);
    scenario.whole().rest().delete("heard");

    for (String entity : ENTITIES) {
      assertSame(scenario, entity, expected.of(entity), of(entity, accepted));
    }
    assertThat(accepted).hasSize(EVENTS - expected.rejected.size() - expected.duplicates);
    assertThat(scenario.rejected(expected.rejected.size()))
        .extracting(record -> header(record, "ce_id"))
        .containsExactlyInAnyOrderElementsOf(expected.rejected);
  }

  /** Every kind of append: expecting rightly, wrongly and nothing; for the second time. */
  private static List<ProducerRecord<byte[], byte[]>> send(
      Scenario scenario, String topic, Expected expected) {
    Random random = new Random(7);
    List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      String entity = ENTITIES.get(random.nextInt(ENTITIES.size()));
      List<ProducerRecord<byte[], byte[]>> before = expected.of(entity);
      int head = before.size();
      int kind = random.nextInt(10);
      String id = "id" + i;
      if (kind == 0) {
        sent.add(scenario.event(topic, entity, id, "ce_expectedversion", "" + (head + 3)));
        expected.rejected.add(id);
      } else if (kind == 1 && head > 0) {
        sent.add(before.get(random.nextInt(head)));
        expected.duplicates++;
      } else {
        String version = kind < 6 ? "any" : "" + head;
        sent.add(scenario.event(topic, entity, id, "ce_expectedversion", version));
        before.add(sent.get(i));
      }
    }
    return sent;
  }

  private static List<ConsumerRecord<byte[], byte[]>> of(
      String entity, List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream()
        .filter(record -> new String(record.key(), UTF_8).equals(entity))
        .toList();
  }

  /** What was sent, what is in the stream and what came out are the same, one by one. */
  private static void assertSame(
      Scenario scenario,
      String entity,
      List<ProducerRecord<byte[], byte[]>> sent,
      List<ConsumerRecord<byte[], byte[]>> published) {
    assertThat(published).hasSameSizeAs(sent);
    List<RecordedEvent> stored = scenario.events(entity);
    assertThat(stored).as("%s and its fence", entity).hasSize(sent.size() + 1);
    for (int i = 0; i < sent.size(); i++) {
      ConsumerRecord<byte[], byte[]> out = published.get(i);
      List<Header> headers = List.of(sent.get(i).headers().toArray());
      assertThat(out.value()).isEqualTo(sent.get(i).value());
      assertThat(List.of(out.headers().toArray())).startsWith(headers.toArray(Header[]::new));
      assertThat(header(out, "ce_entityversion")).isEqualTo("" + (i + 1));
      assertThat(stored.get(i).version()).isEqualTo(i + 1);
      assertThat("/tests " + header(out, "ce_id")).isEqualTo(stored.get(i).event().id().text());
    }
  }
}
