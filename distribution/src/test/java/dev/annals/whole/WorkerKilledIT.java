package dev.annals.whole;

import static dev.annals.whole.Scenario.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WorkerKilledIT {
  private static final int ENTITIES = 100;

  @Test
  void a_worker_killed_in_mid_load_and_started_again_loses_and_doubles_nothing() {
    Scenario scenario = new Scenario("killed");
    String topic = scenario.topic("in", 4);
    scenario.whole().sink("killed", topic, Map.of("tasks.max", "2"));
    AtomicBoolean killed = new AtomicBoolean();
    CompletableFuture<Integer> load =
        CompletableFuture.supplyAsync(() -> load(scenario, topic, killed));
    Awaitility.await("some of them published")
        .atMost(Duration.ofMinutes(1))
        .until(() -> scenario.accepted(1).size() > 0 && decided(scenario, topic) > 500);
    scenario.whole().worker().kill();
    killed.set(true);
    int sent = load.join();
    assertThat(decided(scenario, topic)).as("killed in mid-load").isLessThan(sent);
    scenario.whole().worker().start();

    scenario.awaitDecided(topic);
    List<String> entities = IntStream.range(0, ENTITIES).mapToObj(i -> "e" + i).toList();
    List<ConsumerRecord<byte[], byte[]>> out = scenario.acceptedUpToFences(topic, entities);
    assertThat(out).hasSize(sent - sent / 10);
    assertThat(out.stream().map(record -> header(record, "ce_id"))).doesNotHaveDuplicates();
    Scenario.versions(out)
        .values()
        .forEach(
            versions ->
                assertThat(versions)
                    .isEqualTo(LongStream.rangeClosed(1, versions.size()).boxed().toList()));
    List<ConsumerRecord<byte[], byte[]>> refused = scenario.rejected(sent / 10);
    assertThat(refused.stream().map(record -> header(record, "ce_id")))
        .hasSize(sent / 10)
        .doesNotHaveDuplicates();
    scenario.whole().rest().delete("killed");
  }

  /** Sends events until the worker is killed, and some after; every tenth has to be refused. */
  private static int load(Scenario scenario, String topic, AtomicBoolean killed) {
    int sent = 0;
    for (int after = 0; after < 3; after += killed.get() ? 1 : 0) {
      List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
      for (int i = 0; i < 200; i++, sent++) {
        String entity = "e" + sent % ENTITIES;
        events.add(
            sent % 10 == 9
                ? scenario.event(topic, entity, "id" + sent, "ce_expectedversion", "1000000")
                : scenario.event(topic, entity, "id" + sent));
      }
      scenario.whole().topics().send(events);
    }
    return sent;
  }

  private static long decided(Scenario scenario, String topic) {
    return scenario.whole().store().log().progress(topic).toCompletableFuture().join().stream()
        .mapToLong(progress -> progress.upto())
        .sum();
  }
}
