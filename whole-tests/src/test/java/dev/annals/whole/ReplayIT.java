package dev.annals.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.model.RecordedEvent;
import dev.annals.testkit.servers.ConnectRest;
import dev.annals.testkit.servers.SharedServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Replays of one store, compared with what is in Cassandra, event by event. They have a worker of
 * their own, which may be killed while all others work.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the worker of replays")
class ReplayIT {
  private static final int STREAMS = Integer.getInteger("annals.replay.streams", 200);
  private static final int EVENTS = Integer.getInteger("annals.replay.events", 10) * STREAMS;
  private static final int BYTES = Integer.getInteger("annals.replay.bytes", 10);
  private static final int KILLS = Integer.getInteger("annals.replay.kills", 1);

  /** Streams over two, three and four buckets of 500. */
  private static final Map<String, Integer> LONG_STREAMS =
      Map.of("shorter", 600, "long", 1_100, "longest", 1_600);

  private static final int ALL =
      EVENTS + LONG_STREAMS.values().stream().mapToInt(Integer::intValue).sum();

  private static final Whole WHOLE =
      new Whole(SharedServers.cassandra(), SharedServers.kafka(), Map.of(), Breakable.SOURCE);
  private static final Scenario SCENARIO = new Scenario(WHOLE, "replay");
  private static Map<String, List<RecordedEvent>> stored = new HashMap<>();

  @BeforeAll
  static void append() {
    String topic = SCENARIO.topic("in", 2);
    List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      events.add(event(topic, "e" + i / 5 % STREAMS, i));
    }
    LONG_STREAMS.forEach(
        (entity, count) -> {
          for (int i = 0; i < count; i++) {
            events.add(event(topic, entity, events.size()));
          }
        });
    SCENARIO.whole().topics().send(events);
    SCENARIO.whole().sink("replay-sink", topic, Map.of("tasks.max", "2"));
    SCENARIO.awaitDecided(topic);
    SCENARIO.whole().rest().delete("replay-sink");
    for (String entity : entities()) {
      stored.put(entity, SCENARIO.events(entity));
    }
    assertThat(stored.values().stream().mapToInt(List::size).sum()).isEqualTo(ALL);
  }

  @AfterAll
  static void close() {
    WHOLE.worker().close();
  }

  private static ProducerRecord<byte[], byte[]> event(String topic, String entity, int number) {
    String value = "{\"number\":%d,\"more\":\"%s\"}".formatted(number, "x".repeat(BYTES));
    ProducerRecord<byte[], byte[]> event =
        new ProducerRecord<>(topic, entity.getBytes(UTF_8), value.getBytes(UTF_8));
    SCENARIO.event(topic, entity, "id" + number).headers().forEach(event.headers()::add);
    event.headers().remove("ce_type");
    event.headers().add("ce_type", (number % 3 == 0 ? "third" : "other").getBytes(UTF_8));
    return event;
  }

  private static List<String> entities() {
    List<String> entities =
        new ArrayList<>(IntStream.range(0, STREAMS).mapToObj(i -> "e" + i).toList());
    entities.addAll(LONG_STREAMS.keySet());
    return entities;
  }

  /** What is stored and fits, as it has to come out. */
  private static Map<String, List<String>> stored(Predicate<RecordedEvent> fits) {
    Map<String, List<String>> texts = new HashMap<>();
    stored.forEach(
        (entity, events) -> {
          List<String> of = events.stream().filter(fits).map(Replayer::text).toList();
          if (!of.isEmpty()) {
            texts.put(entity, of);
          }
        });
    return texts;
  }

  @Test
  void a_replay_whose_worker_is_killed_publishes_everything_once_and_in_order() {
    ConnectRest rest = SCENARIO.whole().rest();
    try (Replayer replayer = new Replayer(SCENARIO, "killed")) {
      int perSecond = EVENTS / 4;
      replayer.replay(
          "tasks.max", "2",
          "max.events.per.poll", "50",
          "replay.max.events.per.second", Integer.toString(perSecond),
          "producer.override.transaction.timeout.ms", "5000");
      for (int kill = 1; kill <= KILLS; kill++) {
        long before = replayer.end();
        Awaitility.await("more is published")
            .atMost(Duration.ofMinutes(1))
            .pollInterval(Duration.ofMillis(20))
            .until(() -> replayer.end() > before);
        WHOLE.worker().kill();
        assertThat(replayer.published())
            .as("kill %d is in mid-replay", kill)
            .hasSizeBetween(1, ALL - 1);
        WHOLE.worker().start();
      }
      JsonNode finished = replayer.awaitFinished(1);
      List<ConsumerRecord<byte[], byte[]>> published = replayer.published();
      assertThat(Replayer.byEntity(published)).isEqualTo(stored(event -> true));
      assertThat(finished.path("events").asLong()).isEqualTo(ALL);
      assertThat(finished.path("streams").asLong()).isEqualTo(STREAMS + LONG_STREAMS.size());
      String run = finished.path("run").asText();
      assertThat(published).allMatch(one -> Scenario.header(one, "annals-replay").equals(run));
      assertThat(rest.offsets(replayer.name()).toString())
          .contains("\"partition\":{\"replay\":\"%s\"}".formatted(replayer.name()))
          .contains("\"finished\":\"");
    }
  }

  @Test
  void bounded_replays_are_filters_of_the_whole() {
    try (Replayer byVersion = new Replayer(SCENARIO, "versions");
        Replayer byId = new Replayer(SCENARIO, "ids");
        Replayer byType = new Replayer(SCENARIO, "types");
        Replayer byTime = new Replayer(SCENARIO, "times")) {
      byVersion.replay("replay.version.from", "3", "replay.version.to", "700");
      byId.replay("replay.entity.ids", "e1,long,e7,nobody", "tasks.max", "1");
      byType.replay("replay.event.types", "third,unheard", "tasks.max", "1");
      RecordedEvent middle = requireNonNull(stored.get("long")).get(500);
      byTime.replay("replay.recorded.from", middle.recordedAt().toString(), "tasks.max", "1");

      byVersion.awaitFinished(1);
      assertThat(Replayer.byEntity(byVersion.published()))
          .isEqualTo(stored(event -> event.version() >= 3 && event.version() <= 700));
      byId.awaitFinished(1);
      assertThat(Replayer.byEntity(byId.published()))
          .isEqualTo(
              stored(event -> Set.of("e1", "long", "e7").contains(event.stream().entityId())));
      byType.awaitFinished(1);
      assertThat(Replayer.byEntity(byType.published()))
          .isEqualTo(stored(event -> event.event().type().equals("third")));
      byTime.awaitFinished(1);
      assertThat(Replayer.byEntity(byTime.published()))
          .isEqualTo(stored(event -> !event.recordedAt().isBefore(middle.recordedAt())));
    }
  }

  @Test
  void a_replay_runs_again_when_its_offsets_are_deleted_and_not_before() {
    ConnectRest rest = SCENARIO.whole().rest();
    try (Replayer replayer = new Replayer(SCENARIO, "again")) {
      replayer.replay("replay.entity.ids", "e1,e2");
      String first = replayer.awaitFinished(1).path("run").asText();
      rest.stop(replayer.name());
      rest.resume(replayer.name());
      rest.awaitRunning(replayer.name(), 2);
      assertThatThrownBy(() -> rest.alterOffsets(replayer.name(), "{\"offsets\":[]}"))
          .as("only while it is stopped")
          .isNotNull();
      rest.stop(replayer.name());
      String wrong =
          "{\"offsets\":[{\"partition\":{\"replay\":\"%s\",\"range\":99},\"offset\":null}]}"
              .formatted(replayer.name());
      assertThatThrownBy(() -> rest.alterOffsets(replayer.name(), wrong))
          .hasMessageContaining("is no whole number from 0 to 63");
      assertThat(replayer.published())
          .hasSize(
              requireNonNull(stored.get("e1")).size() + requireNonNull(stored.get("e2")).size());

      rest.resetOffsets(replayer.name());
      rest.resume(replayer.name());
      String second = replayer.awaitFinished(2).path("run").asText();
      assertThat(second).isNotEqualTo(first);
      List<ConsumerRecord<byte[], byte[]>> published = replayer.published();
      Map<String, List<ConsumerRecord<byte[], byte[]>>> runs = new HashMap<>();
      for (ConsumerRecord<byte[], byte[]> one : published) {
        runs.computeIfAbsent(Scenario.header(one, "annals-replay"), run -> new ArrayList<>())
            .add(one);
      }
      assertThat(runs.keySet()).isEqualTo(new HashSet<>(List.of(first, second)));
      assertThat(Replayer.byEntity(runs.getOrDefault(second, List.of())))
          .isEqualTo(Replayer.byEntity(runs.getOrDefault(first, List.of())));
    }
  }
}
