package dev.annals.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.ReadRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A replay and the tail after it, while two topics go on feeding the same streams. */
@ThirdLane
class BootstrapIT {
  private static final int STREAMS = 100;
  private static final int BEFORE = 1_500;
  private static final int PER_SECOND = 500;

  private final Scenario scenario = new Scenario("bootstrap");
  private final Topics topics = scenario.whole().topics();
  private int sent;

  @Test
  void under_live_load_it_publishes_what_cassandra_has_event_by_event() {
    try (OwnStore own = new OwnStore(scenario.whole());
        Replayer bootstrap = new Replayer(scenario, "boot")) {
      List<String> sources = List.of(scenario.topic("a", 1), scenario.topic("b", 1));
      for (String topic : sources) {
        own.sink(scenario.type() + "-" + topic, topic);
      }
      send(sources, BEFORE);
      sources.forEach(own::awaitDecided);

      AtomicBoolean stopping = new AtomicBoolean();
      CompletableFuture<Void> live =
          CompletableFuture.runAsync(
              () -> {
                while (!stopping.get()) {
                  send(sources, PER_SECOND / 20);
                  LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                }
              });
      bootstrap.start(
          "annals-bootstrap.json",
          Map.of("cassandra.keyspace", own.keyspace(), "replay.max.events.per.second", "600"));
      JsonNode finished = bootstrap.awaitFinished(1);
      Awaitility.await("the tail is at work")
          .atMost(Duration.ofMinutes(1))
          .until(() -> bootstrap.published().stream().anyMatch(one -> !isReplayed(one)));
      stopping.set(true);
      live.join();

      sources.forEach(own::awaitDecided);
      Map<String, List<String>> stored = stored(own);
      topics.read(bootstrap.topic(), sent);
      List<ConsumerRecord<byte[], byte[]>> published = bootstrap.published();
      assertThat(Replayer.byEntity(published)).isEqualTo(stored);
      long replayed = published.stream().filter(BootstrapIT::isReplayed).count();
      assertThat(replayed)
          .isEqualTo(finished.path("events").asLong())
          .isGreaterThanOrEqualTo(BEFORE)
          .isLessThan(sent);
      for (String topic : sources) {
        scenario.whole().rest().delete(scenario.type() + "-" + topic);
      }
    }
  }

  private static boolean isReplayed(ConsumerRecord<byte[], byte[]> record) {
    return record.headers().lastHeader("annals-replay") != null;
  }

  private void send(List<String> sources, int count) {
    List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
    for (int i = sent; i < sent + count; i++) {
      events.add(scenario.event(sources.get(i % 7 % 2), "e" + i % STREAMS, "id" + i));
    }
    topics.send(events);
    sent += count;
  }

  private Map<String, List<String>> stored(OwnStore own) {
    Map<String, List<String>> stored = new HashMap<>();
    for (int i = 0; i < STREAMS; i++) {
      StreamId stream = scenario.stream("e" + i);
      List<RecordedEvent> events =
          own.store()
              .read(ReadRequest.forwards(stream, 1, 10_000))
              .toCompletableFuture()
              .join()
              .events();
      stored.put(stream.entityId(), events.stream().map(Replayer::text).toList());
    }
    return stored;
  }
}
