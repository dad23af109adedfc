package dev.annals.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.annals.connector.record.OutputTopics;
import dev.annals.connector.record.Shaped;
import dev.annals.connector.record.Shapes;
import dev.annals.connector.record.TopicTemplate;
import dev.annals.connector.store.StoreConnection;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.OnConflict;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.StoreException;
import dev.annals.source.tail.Feed;
import dev.annals.source.tail.TailSettings.Start;
import dev.annals.testkit.store.InMemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartedSourceTest {
  private static final StreamId X = new StreamId("order", "x");

  private final InMemoryStore store = new InMemoryStore(new AppendLimits(500, 100), 2);
  private final Feed feed = new Feed(store, "orders");
  private final StoredByConnect stored = new StoredByConnect();
  private final FakeConnection connection = new FakeConnection(store.anotherClient());
  private final List<StartedSource> started = new ArrayList<>();
  private Shapes shapes = Shapes.AS_STORED;
  private RequestLimit limit = new RequestLimit(OptionalInt.empty());
  private PublishedForms forms = PublishedForms.of(Map.of());

  @AfterEach
  void stop() {
    started.forEach(StartedSource::stop);
    store.close();
  }

  private StartedSource start(FakeConnection to) {
    SourceSettings settings =
        new SourceSettings(
            new OutputTopics(
                new TopicTemplate("${topic}.accepted"),
                new TopicTemplate("${topic}.rejected"),
                new TopicTemplate("${topic}.exceptions")),
            shapes,
            0,
            1,
            Start.LOG,
            Duration.ofMillis(1),
            10,
            1 << 20,
            limit,
            forms,
            ReplaySettings.none("source"),
            StateSettings.NONE);
    StartedSource source =
        new StartedSource(to, stored, settings, new SourceCounters(), Thread::new);
    started.add(source);
    return source;
  }

  private List<SourceRecord> poll(StartedSource source, int atLeast) {
    List<SourceRecord> records = new ArrayList<>();
    await()
        .until(
            () -> {
              List<SourceRecord> batch = source.poll();
              if (batch != null) {
                stored.commit(batch);
                records.addAll(batch);
              }
              return records.size() >= atLeast;
            });
    return records;
  }

  @Test
  void what_happened_becomes_records_with_offsets() {
    feed.append(X, "1");
    feed.append(X, ExpectedVersion.of(7), OnConflict.ACCEPT, "2");
    feed.append(X, ExpectedVersion.NONE, OnConflict.REJECT, "3", "4");
    feed.writeLog();
    List<SourceRecord> records = poll(start(connection), 5);
    assertThat(records)
        .extracting(SourceRecord::topic)
        .containsExactly(
            "orders.accepted",
            "orders.accepted",
            "orders.exceptions",
            "orders.rejected",
            "orders.rejected");
    SourceRecord second = records.get(1);
    assertThat((byte[]) second.value()).containsExactly(1, 2);
    assertThat((byte[]) second.headers().lastWithName("ce_entityversion").value())
        .isEqualTo("2".getBytes(UTF_8));
    assertThat((byte[]) second.headers().lastWithName("annals-store").value())
        .isEqualTo(store.settings().id().toString().getBytes(UTF_8));
    assertThat(second.sourcePartition())
        .isEqualTo(Map.of("shard", (long) X.shard(2), "source", "orders-0@1"));
    assertThat(second.sourceOffset()).isEqualTo(Map.of("position", 1L, "index", 1L, "early", ""));
  }

  @Test
  void a_task_that_is_started_again_goes_on_from_the_offsets_that_connect_stored() {
    feed.append(X, "1");
    feed.writeLog();
    StartedSource first = start(connection);
    poll(first, 1);
    first.stop();
    feed.append(X, "2");
    feed.writeLog();
    List<SourceRecord> records = poll(start(new FakeConnection(store.anotherClient())), 1);
    assertThat(records).hasSize(1);
    assertThat(records.get(0).sourceOffset())
        .isEqualTo(Map.of("position", 2L, "index", 0L, "early", ""));
  }

  @Test
  void a_store_that_does_not_answer_lets_polls_return_and_then_goes_on() throws Exception {
    store.disconnect();
    StartedSource source = start(connection);
    assertThat(source.poll()).isNull();
    store.reconnect();
    feed.append(X, "1");
    feed.writeLog();
    assertThat(poll(source, 1)).hasSize(1);
  }

  @Test
  void a_store_that_cannot_be_opened_yet_lets_polls_return_and_the_task_stop() throws Exception {
    FakeConnection never = new FakeConnection(new CompletableFuture<>());
    StartedSource source = start(never);
    assertThat(source.poll()).isNull();
    source.stop();
    assertThat(never.opened()).isCancelled();
    assertThat(source.poll()).isNull();
  }

  @Test
  void a_task_stops_while_the_store_does_not_answer() throws Exception {
    store.disconnect();
    StartedSource source = start(connection);
    assertThat(source.poll()).isNull();
    source.stop();
    assertThat(source.poll()).isNull();
  }

  @Test
  void a_fault_that_waiting_does_not_mend_fails_the_task_with_its_sentence() {
    CompletableFuture<StoreConnection.Open> refused = new CompletableFuture<>();
    refused.completeExceptionally(new StoreException("The keyspace annals is missing: create it."));
    StartedSource source = start(new FakeConnection(refused));
    assertFails(source, "The keyspace annals is missing: create it.");
  }

  @Test
  void an_expired_log_fails_the_task_with_its_sentence() {
    feed.append(X, "1");
    feed.writeLog();
    StartedSource first = start(connection);
    poll(first, 1);
    first.stop();
    feed.append(X, "2");
    feed.writeLog();
    store.expire(segment -> true);
    assertFails(start(new FakeConnection(store.anotherClient())), "log.retention.ms");
  }

  @Test
  void a_record_that_the_producer_would_refuse_fails_the_task_and_names_the_event() {
    feed.append(X, "1");
    feed.writeLog();
    limit = new RequestLimit(OptionalInt.of(100));
    assertFails(start(connection), "order/x@1 takes ");
  }

  @Test
  void a_stored_offset_that_is_none_fails_the_task_with_a_sentence() {
    feed.append(X, "1");
    feed.writeLog();
    stored.put(
        Map.of("shard", (long) X.shard(2), "source", "orders-0@1"), Map.of("position", "one"));
    assertFails(start(connection), "alter or reset");
  }

  @Test
  void the_parts_of_a_split_come_in_one_poll_and_the_last_one_moves_the_offset() throws Exception {
    shapes =
        event ->
            event.event().id().text().equals("2")
                ? List.of(
                    new Shaped.Upcast(event, event, 1, 3),
                    new Shaped.Upcast(event, event, 2, 3),
                    new Shaped.Upcast(event, event, 3, 3))
                : List.of(new Shaped.AsStored(event));
    feed.append(X, "1", "2");
    feed.append(X, "3");
    feed.writeLog();

    StartedSource first = start(connection);
    List<SourceRecord> records = poll(first, 1);
    assertThat(records)
        .extracting(StartedSourceTest::offset)
        .containsExactly("0+1", "0+1", "0+1", "1+0", "2+0");
    assertThat(records)
        .extracting(record -> text(record, "ce_entityversion"), record -> text(record, "ce_part"))
        .containsExactly(
            tuple("1", null), tuple("2", "1"), tuple("2", "2"), tuple("2", "3"), tuple("3", null));
    first.stop();

    stored.commit(records.subList(0, 3));
    assertThat(poll(start(new FakeConnection(store.anotherClient())), 1))
        .extracting(record -> text(record, "ce_entityversion"), record -> text(record, "ce_part"))
        .containsExactly(tuple("2", "1"), tuple("2", "2"), tuple("2", "3"), tuple("3", null));
  }

  @Test
  void what_is_dropped_is_passed_without_a_record() {
    shapes = event -> event.version() < 30 ? List.of() : List.of(new Shaped.AsStored(event));
    for (int i = 1; i <= 30; i++) {
      feed.append(X, "e" + i);
    }
    feed.writeLog();

    assertThat(poll(start(connection), 1))
        .singleElement()
        .satisfies(record -> assertThat(text(record, "ce_entityversion")).isEqualTo("30"))
        .satisfies(record -> assertThat(offset(record)).isEqualTo("30+0"));
  }

  @Test
  void an_event_that_must_not_be_published_fails_the_task() {
    shapes =
        event -> {
          throw new ConnectException(event.stream() + "@" + event.version() + ": rule 1 is wrong");
        };
    feed.append(X, "1");
    feed.writeLog();
    assertFails(start(connection), "order/x@1: rule 1 is wrong");
  }

  private static String offset(SourceRecord record) {
    return record.sourceOffset().get("position") + "+" + record.sourceOffset().get("index");
  }

  private static @Nullable String text(SourceRecord record, String header) {
    Header found = record.headers().lastWithName(header);
    return found == null ? null : new String((byte[]) found.value(), UTF_8);
  }

  private static void assertFails(StartedSource source, String sentence) {
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(source::poll)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining(sentence));
  }
}
