package dev.annals.whole;

import static dev.annals.whole.Scenario.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.NewEvent;
import dev.annals.reduce.Fold;
import dev.annals.reduce.Jsonata;
import dev.annals.reduce.State;
import dev.annals.store.load.Loader;
import dev.annals.upcast.UpcastChain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * States beside events on a compacted topic: all of a store that is there, then those that change.
 */
@ThirdLane
class StateTopicIT {
  private static final int STREAMS = 12;
  private static final int EVENTS = 240;
  private static final String EXPRESSION = "{'count': $state.count + 1, 'last': id}";
  private static final String INITIAL = "{\"count\":0}";
  private static final String CLOSED = "e0";
  private static final String POISONED = "e1";

  private final Scenario scenario = new Scenario("state");
  private final Topics topics = scenario.whole().topics();
  private final String source = scenario.type() + "-source";
  private final String states = scenario.type() + ".state";
  private final Fold fold = new Fold(Jsonata.of("counted", EXPRESSION, INITIAL), UpcastChain.EMPTY);
  private int sent;

  @Test
  void it_keeps_the_newest_state_of_each_stream_and_none_of_one_that_is_closed() throws Exception {
    topics.create(states, 2, Map.of("cleanup.policy", "compact"));
    List<String> in = List.of(scenario.topic("a", 1), scenario.topic("b", 1));
    try (OwnStore own = new OwnStore(scenario.whole())) {
      own.sink(scenario.type() + "-sink", String.join(",", in));
      topics.send(events(in));
      in.forEach(own::awaitDecided);
      scenario.whole().rest().put(source, config(own));
      Map<String, String> before = folded(own);
      assertThat(before).hasSize(STREAMS);
      await(before);

      topics.send(events(in));
      in.forEach(own::awaitDecided);
      await(folded(own));
      Map<String, String> beforeThePoison = folded(own);

      scenario.whole().rest().stop(source);
      topics.send(List.of(record(in.get(0), POISONED, "poison", "happened", "no JSON")));
      topics.send(events(in));
      topics.send(List.of(record(in.get(0), CLOSED, "closing", NewEvent.CLOSE, "{}")));
      in.forEach(own::awaitDecided);
      scenario.whole().rest().resume(source);

      Map<String, String> expected = folded(own);
      expected.put(CLOSED, "none");
      expected.put(POISONED, beforeThePoison.get(POISONED));
      await(expected);
      // Its events go on: all of them are out, with all events of the others.
      List<ConsumerRecord<byte[], byte[]>> published = scenario.accepted(sent + 2);
      assertThat(Scenario.versions(published).get(POISONED)).hasSize(EVENTS * 3 / STREAMS + 1);
      assertThat(scenario.whole().logLines())
          .filteredOn(line -> line.contains("The state of " + scenario.stream(POISONED) + "@"))
          .singleElement()
          .asString()
          .contains("its payload is not JSON");

      List<ConsumerRecord<byte[], byte[]>> all = topics.readAll(states);
      Scenario.versions(all)
          .forEach(
              (entity, versions) ->
                  assertThat(versions).as(entity).isSorted().doesNotHaveDuplicates());
      assertThat(header(all.get(0), "annals-reducer")).isEqualTo(fold.id().text());
      assertThat(header(all.get(0), "annals-store"))
          .isEqualTo(own.store().settings().id().toString());
      scenario.whole().rest().delete(source);
      scenario.whole().rest().delete(scenario.type() + "-sink");
    }
  }

  private Map<String, String> config(OwnStore own) {
    String rules =
        "[{\"entityType\": \"%s\", \"reducer\": {\"name\": \"counted\", \"jsonata\": \"%s\", \"initial\": %s}}]"
            .formatted(scenario.type(), EXPRESSION, INITIAL);
    return scenario
        .whole()
        .sourceConfig(
            "annals-source-state.json",
            Map.of(
                "cassandra.keyspace",
                own.keyspace(),
                "reduce.rules",
                rules,
                "replay.control.topic",
                scenario.topic("control", 1)));
  }

  /** The same number for each entity, each by both topics. */
  private List<ProducerRecord<byte[], byte[]>> events(List<String> in) {
    List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      String topic = in.get(i % 5 % 2);
      events.add(scenario.event(topic, "e" + i % STREAMS, "id" + sent));
      sent++;
    }
    return events;
  }

  private ProducerRecord<byte[], byte[]> record(
      String topic, String entity, String id, String type, String value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, entity.getBytes(UTF_8), value.getBytes(UTF_8));
    scenario.event(topic, entity, id).headers().forEach(record.headers()::add);
    record.headers().remove("ce_type").add("ce_type", type.getBytes(UTF_8));
    return record;
  }

  /** What all events of each stream amount to; not of the poisoned one, once it is. */
  private Map<String, String> folded(OwnStore own) {
    Loader loader = new Loader(own.store(), own.store().snapshots(), ForkJoinPool.commonPool());
    Map<String, String> folded = new HashMap<>();
    for (int i = 0; i < STREAMS; i++) {
      String entity = "e" + i;
      loader
          .load(scenario.stream(entity), fold)
          .thenAccept(state -> folded.put(entity, text(state)))
          .exceptionally(poisoned -> null)
          .toCompletableFuture()
          .join();
    }
    return folded;
  }

  private static String text(State state) {
    return state.version() + " " + state.document();
  }

  private void await(Map<String, String> expected) {
    topics.read(states, "the newest states", records -> newest(records).equals(expected));
  }

  /** What a compacted topic keeps. */
  private static Map<String, String> newest(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, String> newest = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      String state =
          record.value() == null
              ? "none"
              : header(record, "ce_entityversion") + " " + new String(record.value(), UTF_8);
      newest.put(new String(record.key(), UTF_8), state);
    }
    return newest;
  }
}
