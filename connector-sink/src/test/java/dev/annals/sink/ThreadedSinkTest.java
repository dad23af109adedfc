package dev.annals.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.connector.store.StoreConnection;
import dev.annals.model.StreamId;
import dev.annals.model.store.ReducerId;
import dev.annals.reduce.Fold;
import dev.annals.reduce.Jsonata;
import dev.annals.reduce.Reducer;
import dev.annals.reduce.SnapshotRule;
import dev.annals.sink.snapshot.SnapshotSettings;
import dev.annals.testkit.store.InMemoryStore;
import dev.annals.upcast.EventDocument;
import dev.annals.upcast.UpcastChain;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The task with its own thread, and a store that answers on another. */
class ThreadedSinkTest extends SinkScenario {
  private static final int STREAMS = 50;
  private static final int RECORDS = 5_000;
  private static final List<TopicPartition> ALL =
      List.of(ORDERS, OTHERS, new TopicPartition("orders", 1), new TopicPartition("others", 1));

  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  @AfterEach
  void endTheThread() {
    thread.shutdown();
  }

  @Test
  void feeds_four_partitions_into_the_same_streams() {
    fill();
    FakeWorker worker = start(ALL);

    pollUntil(worker, this::isDone);
    worker.stop();

    assertComplete();
  }

  @Test
  void outlives_an_outage_of_the_store() {
    fill();
    tables.disconnect();
    FakeWorker worker = start(ALL);
    for (int i = 0; i < 100; i++) {
      worker.poll();
    }
    worker.commit();
    assertThat(committed).isEmpty();
    tables.reconnect();
    pollUntil(worker, () -> upto(source(ORDERS)) > 0);
    tables.disconnect();
    for (int i = 0; i < 100; i++) {
      worker.poll();
    }
    tables.reconnect();

    pollUntil(worker, this::isDone);
    worker.stop();

    assertComplete();
  }

  @Test
  void logs_what_is_under_way_when_partitions_are_taken_away() {
    fill();
    FakeWorker worker = start(ALL);
    pollUntil(worker, () -> upto(source(ORDERS)) > 0);

    worker.revoke(ALL);
    long before = upto(source(ORDERS));
    worker.assign(ALL);
    pollUntil(worker, this::isDone);
    worker.stop();

    assertThat(before).isPositive();
    assertComplete();
  }

  @Test
  void a_reducer_that_never_returns_holds_up_neither_records_nor_commits_nor_the_end() {
    CountDownLatch hanging = new CountDownLatch(1);
    Reducer endless =
        new Reducer() {
          @Override
          public String name() {
            return "endless";
          }

          @Override
          public JsonNode reduce(JsonNode state, EventDocument event) {
            hanging.countDown();
            while (true) {
              Thread.onSpinWait();
            }
          }
        };
    Reducer count = Jsonata.of("count", "{'events': $state.events + 1}", "{\"events\": 0}");
    fill();
    FakeWorker worker =
        start(
            ALL,
            with(
                settings(),
                new SnapshotSettings(
                    List.of(
                        new SnapshotRule(ENTITY, endless, 10, 1),
                        new SnapshotRule(ENTITY, count, 100, 1)),
                    UpcastChain.EMPTY)));
    pollUntil(worker, () -> hanging.getCount() == 0);
    pollUntil(worker, this::isDone);
    pollUntil(
        worker,
        () -> {
          worker.commit();
          return ALL.stream()
              .allMatch(
                  partition -> topics.end(partition) == committed.getOrDefault(partition, 0L));
        });
    assertComplete();
    StreamId one = new StreamId(ENTITY, "e7");
    ReducerId counts = new Fold(count, UpcastChain.EMPTY).id();
    Awaitility.await("the other reducer's snapshot")
        .until(
            () -> get(tables.snapshots().newest(one, counts, Long.MAX_VALUE)),
            newest ->
                newest
                    .map(snapshot -> new String(snapshot.state().toArray(), UTF_8))
                    .equals(Optional.of("{\"events\":100}")));
    worker.stop();
  }

  private void fill() {
    for (int i = 0; i < RECORDS; i++) {
      topics.send(ALL.get(i % ALL.size()), Sent.of("e" + i % STREAMS, "{\"n\": %d}".formatted(i)));
    }
  }

  private FakeWorker start(List<TopicPartition> partitions) {
    return start(partitions, settings());
  }

  private FakeWorker start(List<TopicPartition> partitions, SinkSettings settings) {
    InMemoryStore client = tables.anotherClient();
    StoreConnection connection =
        new StoreConnection() {
          @Override
          public CompletionStage<Open> opened() {
            return CompletableFuture.completedStage(
                new Open(client, client.log(), client.schemas(), client.snapshots()));
          }

          @Override
          public void close() {
            client.close();
          }
        };
    FakeWorker worker = new FakeWorker(topics, committed);
    worker.start(
        context ->
            new StartedSink(
                context,
                settings,
                connection,
                life("1"),
                new TaskLoop(thread),
                ThreadedSinkTest::daemon,
                clock));
    worker.assign(partitions);
    return worker;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  private static void pollUntil(FakeWorker worker, BooleanSupplier wanted) {
    Awaitility.await()
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              worker.poll();
              return wanted.getAsBoolean();
            });
  }

  private boolean isDone() {
    return ALL.stream().allMatch(partition -> upto(source(partition)) == topics.end(partition));
  }

  private void assertComplete() {
    long events = 0;
    for (int i = 0; i < STREAMS; i++) {
      events += get(tables.head(new StreamId(ENTITY, "e" + i)));
    }
    assertThat(events).isEqualTo(RECORDS);
  }
}
