package dev.annals.whole;

import static dev.annals.whole.Scenario.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      String entity = "e" + i % ENTITIES;
      // Every tenth is refused: a conflict has to survive the kill as well.
      sent.add(
          i % 10 == 9
              ? scenario.event(topic, entity, "id" + i, "ce_expectedversion", "4000")
              : scenario.event(topic, entity, "id" + i));
    }
    scenario.whole().topics().send(sent);
    Awaitility.await("some of them decided")
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                scenario.whole().topics().ends(scenario.type() + ".accepted").values().stream()
                        .mapToLong(Long::longValue)
                        .sum()
                    > 200);
    assertThat(decided(scenario, topic)).as("killed before all is decided").isLessThan(6_000);
    scenario.whole().worker().kill();
    scenario.whole().worker().start();

    scenario.awaitDecided(topic);
    List<String> entities = IntStream.range(0, ENTITIES).mapToObj(i -> "e" + i).toList();
    List<ConsumerRecord<byte[], byte[]>> out = scenario.acceptedUpToFences(topic, entities);
    assertThat(out).hasSize(5_400);
    assertThat(out.stream().map(record -> header(record, "ce_id"))).doesNotHaveDuplicates();
    Scenario.versions(out)
        .values()
        .forEach(
            versions ->
                assertThat(versions)
                    .isEqualTo(LongStream.rangeClosed(1, versions.size()).boxed().toList()));
    List<ConsumerRecord<byte[], byte[]>> refused = scenario.rejected(600);
    assertThat(refused.stream().map(record -> header(record, "ce_id")))
        .hasSize(600)
        .doesNotHaveDuplicates();
    scenario.whole().rest().delete("killed");
  }

  private static long decided(Scenario scenario, String topic) {
    return scenario.whole().store().log().progress(topic).toCompletableFuture().join().stream()
        .mapToLong(progress -> progress.upto())
        .sum();
  }
}
