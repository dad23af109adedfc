package dev.annals.whole;

import static dev.annals.whole.Scenario.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.RecordedEvent;
import dev.annals.whole.BadInput.Case;
import dev.annals.whole.BadInput.Fate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class BadInputIT {
  private static final String MESSAGE = "__connect.errors.exception.message";

  @Test
  void each_bad_record_gets_its_message_and_the_good_ones_among_them_are_taken() {
    Scenario scenario = new Scenario("bad");
    Topics topics = scenario.whole().topics();
    String topic = scenario.type() + ".in";
    topics.create(topic, 1, Map.of("max.message.bytes", "4194304"));
    // The example's sink sends letters of this size; their topic has to take them.
    topics.create("dead-letters-" + topic, 1, Map.of("max.message.bytes", "4194304"));
    String fedBack = scenario.topic("accepted", 1);
    scenario.whole().sink("bad", topic + "," + fedBack, Map.of());
    List<Case> cases = new BadInput(scenario, topic).cases();
    try (KafkaProducer<byte[], byte[]> producer =
        topics.producer(Map.of("max.request.size", 4 << 20))) {
      cases.forEach(one -> producer.send(one.record()));
    }

    int accepted = count(cases, Fate.ACCEPTED);
    int dead = count(cases, Fate.DEAD);
    Map<String, String> told = new HashMap<>();
    List<String> fedBackTold = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> letter :
        topics.read("dead-letters-" + topic, dead + accepted)) {
      boolean own = header(letter, "__connect.errors.topic").equals(fedBack);
      if (own) {
        fedBackTold.add(header(letter, MESSAGE));
      } else {
        told.put(header(letter, BadInput.CASE), header(letter, MESSAGE));
      }
    }
    scenario
        .rejected(count(cases, Fate.REJECTED))
        .forEach(one -> told.put(header(one, BadInput.CASE), header(one, "annals-message")));
    scenario.accepted(accepted).forEach(one -> told.put(header(one, BadInput.CASE), ""));

    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      String place = one.fate() == Fate.DEAD ? topic + "-0@" + i + ": " : "";
      assertThat(told.get(Integer.toString(i)))
          .as("case %d: %s", i, one)
          .startsWith(place)
          .contains(one.message())
          .hasSizeLessThan(600);
    }
    assertThat(fedBackTold)
        .hasSize(accepted)
        .allSatisfy(
            message ->
                assertThat(message)
                    .startsWith(fedBack + "-0@")
                    .contains("this store published the record itself (header annals-store)")
                    .contains("take the topic out of the sink's topics or topics.regex"));
    assertThat(scenario.whole().rest().status("bad").failures()).isEmpty();
    scenario.whole().rest().delete("bad");
  }

  @Test
  void entity_ids_of_any_characters_up_to_the_limit_name_their_streams() {
    Scenario scenario = new Scenario("ids");
    String topic = scenario.topic("in", 1);
    scenario.whole().sink("ids", topic, Map.of());
    List<String> ids = new ArrayList<>();
    IntStream.concat(IntStream.range(0, 0xa1), IntStream.of(0x200b, 0x202e, 0x2028, 0xfeff, 0xffff))
        .forEach(character -> ids.add("a" + Character.toString(character)));
    ids.addAll(
        List.of(" ", "/", "../..", "'; DROP", "${x}", "%s", "🚚", "👩‍👩‍👧", "é", "e\u0301"));
    ids.add("x".repeat(65_471 - scenario.type().length()));
    ids.add("日".repeat((65_471 - scenario.type().length()) / 3));
    List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    for (String id : ids) {
      sent.add(scenario.event(topic, id, "1"));
      sent.add(scenario.event(topic, id, "2", "ce_expectedversion", "1"));
      sent.add(scenario.event(topic, id, "3", "ce_expectedversion", "9"));
    }
    scenario.whole().topics().send(sent);

    Map<String, List<Long>> out = Scenario.versions(scenario.accepted(2 * ids.size()));
    assertThat(out.keySet()).containsExactlyInAnyOrderElementsOf(ids);
    for (String id : ids) {
      assertThat(out.get(id)).containsExactly(1L, 2L);
      assertThat(scenario.events(id)).extracting(RecordedEvent::version).containsExactly(1L, 2L);
    }
    assertThat(scenario.rejected(ids.size()))
        .allSatisfy(
            one ->
                assertThat(header(one, "annals-message"))
                    .startsWith("expected version 9 of " + scenario.type() + "/")
                    .endsWith(", which is at 2")
                    .doesNotContain("\n", "\u0000", "\u202e")
                    .hasSizeLessThan(300));
    scenario.whole().rest().delete("ids");
  }

  private static int count(List<Case> cases, Fate fate) {
    return (int) cases.stream().filter(one -> one.fate() == fate).count();
  }
}
