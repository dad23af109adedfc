package dev.annals.whole;

import static dev.annals.whole.Scenario.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.ReducerId;
import dev.annals.model.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Closing, truncating and application snapshots, by records, with a worker that dies in between.
 */
@Breakable.Tests
class ControlRecordsIT {
  private static final ReducerId VIEW = new ReducerId("order-view", "3");

  /** More than a bucket and the window of duplicates have together: rows are removed. */
  private static final int LONG = 1_200;

  private final Scenario scenario = new Scenario(Breakable.get().whole(), "controls");
  private final String topic = scenario.topic("in", 1);
  private final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();

  @Test
  void streams_are_snapshot_truncated_and_closed_by_records_and_publish_all_they_ever_had() {
    Breakable breakable = Breakable.get();
    breakable.dismissSecond();
    scenario.whole().sink("controls", topic, Map.of());
    sendFirst();
    assertFirst();

    breakable.first().kill();
    breakable.first().start();
    sendThen();
    assertThen();
    assertPublished();
    assertReplayed();
    assertThat(scenario.whole().logLines())
        .as("what was read again was proven to be the same")
        .noneMatch(line -> line.contains("cannot be compared") && line.contains(topic));
    scenario.whole().rest().delete("controls");
  }

  private void sendFirst() {
    for (int i = 1; i <= 4; i++) {
      sent.add(scenario.event(topic, "short", "s" + i));
    }
    control("short", "early", "annals.snapshot", "state of 9", 9, "order-view@3");
    control("short", "unsafe", "annals.truncate", null, 3, "order-view@3");
    control("short", "kept", "annals.snapshot", "state of 4", 4, "order-view@3");
    control("short", "safe", "annals.truncate", null, 3, "order-view@3");
    control("short", "gone", "annals.snapshot", "state of 2", 2, "order-view@2");
    for (int i = 1; i <= LONG; i++) {
      sent.add(scenario.event(topic, "long", "l" + i));
    }
    control("long", "kept-long", "annals.snapshot", "state of " + LONG, LONG, "order-view@3");
    sent.add(typed(scenario.event(topic, "short", "end"), "annals.close", null));
    sent.add(scenario.event(topic, "short", "late"));
    control("long", "unknown", "annals.erase", null, 1, "order-view@3");
    // Last, so that a task which starts again looks at it.
    control("long", "safe-long", "annals.truncate", null, LONG - 50, "order-view");
    scenario.whole().topics().send(sent);
    scenario.awaitDecided(topic);
  }

  private void assertFirst() {
    assertThat(startsAt("short")).isEqualTo(3);
    assertThat(startsAt("long")).isEqualTo(LONG - 50);
    assertThat(state("short", VIEW)).contains("state of 4");
    assertThat(state("long", VIEW)).contains("state of " + LONG);
    assertThat(versions("short")).containsExactly(3L, 4L, 5L);
    try (CqlSession session = scenario.whole().session()) {
      assertThat(
              session
                  .execute(
                      "SELECT min(version) FROM %s.events WHERE entity_type = ? AND entity_id = 'long' AND bucket = 0"
                          .formatted(scenario.whole().keyspace()),
                      scenario.type())
                  .all())
          .as("rows out of sight stay in the window of 1,000 only")
          .singleElement()
          .satisfies(row -> assertThat(row.getLong(0)).isEqualTo(LONG - 1_000 + 1));
    }
    ConsumerRecord<byte[], byte[]> letter =
        scenario.whole().topics().read("dead-letters-" + topic, 1).get(0);
    assertThat(header(letter, "__connect.errors.exception.message"))
        .contains("annals.close, annals.snapshot, annals.truncate");
  }

  private void sendThen() {
    sent.clear();
    sent.add(scenario.event(topic, "short", "later"));
    control("short", "end-state", "annals.snapshot", "the end", 5, "order-view@4");
    sent.add(scenario.event(topic, "long", "l" + LONG));
    sent.add(scenario.event(topic, "long", "new", "ce_expectedversion", Integer.toString(LONG)));
    control("long", "unsafe-long", "annals.truncate", null, LONG + 1, "order-view@3");
    scenario.whole().topics().send(sent);
    scenario.awaitDecided(topic);
  }

  private void assertThen() {
    assertThat(state("short", new ReducerId("order-view", "4"))).contains("the end");
    assertThat(state("short", VIEW)).contains("state of 4");
    assertThat(versions("long"))
        .isEqualTo(LongStream.rangeClosed(LONG - 50, LONG + 1).boxed().toList());
    assertThat(scenario.events("short"))
        .last()
        .satisfies(event -> assertThat(event.event().closes()).isTrue())
        .satisfies(event -> assertThat(event.event().payload()).isNull());
  }

  /** The tail read the log while the streams were truncated. */
  private void assertPublished() {
    Map<String, List<Long>> accepted = Scenario.versions(scenario.accepted(LONG + 1 + 5));
    assertThat(accepted.get("short")).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(accepted.get("long"))
        .isEqualTo(LongStream.rangeClosed(1, LONG + 1).boxed().toList());
    assertThat(scenario.rejected(6))
        .extracting(
            record ->
                "%s %s %s"
                    .formatted(
                        header(record, "ce_id"),
                        header(record, "annals-reason"),
                        header(record, "annals-actual")))
        .containsExactlyInAnyOrder(
            "early no-such-version 4",
            "unsafe no-snapshot 4",
            "gone no-such-version 4",
            "late closed 5",
            "later closed 5",
            "unsafe-long no-snapshot " + (LONG + 1));
    ConsumerRecord<byte[], byte[]> early =
        scenario.rejected(6).stream()
            .filter(record -> header(record, "ce_id").equals("early"))
            .findFirst()
            .orElseThrow();
    assertThat(new String(early.value(), UTF_8)).isEqualTo("state of 9");
    assertThat(header(early, "ce_entityversion")).isEqualTo("9");
  }

  private void assertReplayed() {
    try (Replayer replayer = new Replayer(scenario, "again")) {
      replayer.replay();
      replayer.awaitFinished(1);
      Map<String, List<Long>> replayed = Scenario.versions(replayer.published());
      assertThat(replayed.get("short")).containsExactly(3L, 4L, 5L);
      assertThat(replayed.get("long")).hasSize(52).startsWith(LONG - 50L);
      assertThat(replayer.published())
          .filteredOn(record -> header(record, "ce_type").equals(NewEvent.CLOSE))
          .singleElement()
          .satisfies(record -> assertThat(record.value()).isNull());
    }
  }

  private void control(
      String entity, String id, String type, @Nullable String value, long version, String reducer) {
    sent.add(
        typed(
            scenario.event(
                topic,
                entity,
                id,
                "ce_entityversion",
                Long.toString(version),
                "ce_reducer",
                reducer),
            type,
            value));
  }

  private static ProducerRecord<byte[], byte[]> typed(
      ProducerRecord<byte[], byte[]> record, String type, @Nullable String value) {
    record.headers().remove("ce_type").add("ce_type", type.getBytes(UTF_8));
    return new ProducerRecord<>(
        record.topic(),
        null,
        record.key(),
        value == null ? null : value.getBytes(UTF_8),
        record.headers());
  }

  private long startsAt(String entity) {
    ReadRequest request = ReadRequest.forwards(scenario.stream(entity), 1, 1);
    return scenario.whole().store().read(request).toCompletableFuture().join().startsAt();
  }

  private List<Long> versions(String entity) {
    return scenario.events(entity).stream().map(RecordedEvent::version).toList();
  }

  private Optional<String> state(String entity, ReducerId reducer) {
    Optional<Snapshot> newest =
        scenario
            .whole()
            .store()
            .snapshots()
            .newest(scenario.stream(entity), reducer, Long.MAX_VALUE)
            .toCompletableFuture()
            .join();
    return newest.map(snapshot -> new String(snapshot.state().toArray(), UTF_8));
  }
}
