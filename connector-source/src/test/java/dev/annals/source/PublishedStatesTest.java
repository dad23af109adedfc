package dev.annals.source;

import static dev.annals.source.StateScenario.close;
import static dev.annals.source.StateScenario.header;
import static dev.annals.source.StateScenario.json;
import static dev.annals.source.StateScenario.order;
import static dev.annals.source.StateScenario.states;
import static dev.annals.source.StateScenario.tombstone;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.model.StreamId;
import dev.annals.model.store.ReadRequest;
import dev.annals.reduce.Jsonata;
import dev.annals.reduce.ReduceException;
import dev.annals.reduce.Reducer;
import dev.annals.source.ReplaySettings.Mode;
import dev.annals.source.scan.Await;
import dev.annals.source.state.StateWhen;
import dev.annals.source.tail.Feed;
import dev.annals.upcast.EventDocument;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublishedStatesTest {
  private static final StreamId X = order("x");
  private static final StreamId Y = order("y");

  private final StateScenario scenario = new StateScenario();
  private final Feed feed = new Feed(scenario.store, "orders");

  @AfterEach
  void stop() {
    scenario.close();
  }

  @Test
  void a_poll_publishes_one_state_of_each_stream_right_after_its_last_event() {
    feed.append(X, json("1", "{\"a\":1}"));
    feed.append(Y, json("2", "{\"b\":1}"), json("3", "{\"b\":2}"));
    feed.append(X, json("4", "{\"c\":1}"));
    feed.append(new StreamId("parcel", "x"), json("5", "{}"));
    feed.writeLog();

    List<SourceRecord> records = scenario.poll();

    assertThat(states(records)).containsExactlyInAnyOrder("y@2 {\"b\":2}", "x@2 {\"a\":1,\"c\":1}");
    for (int i = 0; i < records.size(); i++) {
      SourceRecord record = records.get(i);
      if (record.topic().equals(StateScenario.STATES)) {
        assertThat(StateScenario.version(records.get(i - 1)))
            .isEqualTo(StateScenario.version(record));
        assertThat(records.get(i - 1).sourcePartition()).isEqualTo(record.sourcePartition());
      }
    }
  }

  @Test
  void a_state_says_whose_it_is_and_what_made_it() {
    feed.append(X, json("1", "{\"a\":1}"));
    feed.writeLog();

    SourceRecord state = scenario.poll().get(1);

    assertThat(state.topic()).isEqualTo("order.state");
    assertThat((byte[]) state.key()).isEqualTo("x".getBytes(UTF_8));
    assertThat(header(state, "ce_entitytype")).isEqualTo("order");
    assertThat(header(state, "ce_subject")).isEqualTo("x");
    assertThat(header(state, "ce_entityversion")).isEqualTo("1");
    assertThat(header(state, "content-type")).isEqualTo("application/json");
    assertThat(header(state, "annals-store")).isEqualTo(scenario.store.settings().id().toString());
    assertThat(header(state, "annals-reducer")).isEqualTo(scenario.fold().id().text());
    assertThat(state.timestamp()).isEqualTo(recordedAt(X).toEpochMilli());
    assertThat(scenario.counters.published()).isEqualTo(1);
  }

  @Test
  void to_string_converters_it_is_text() {
    scenario.forms =
        PublishedForms.of(
            Map.of("key.converter", "StringConverter", "value.converter", "StringConverter"));
    feed.append(X, json("1", "{\"ä\":1}"));
    feed.writeLog();
    // Only states have a key here: a text, too.
    SourceRecord state = scenario.poll().get(1);
    assertThat(state.key()).isEqualTo("x");
    assertThat(state.value()).isEqualTo("{\"ä\":1}");
  }

  @Test
  void the_offset_past_an_event_comes_with_its_state() {
    feed.append(X, json("1", "{\"a\":1}"), json("2", "{\"a\":2}"));
    feed.append(X, json("3", "{\"a\":3}"));
    feed.writeLog();
    assertThat(scenario.poll())
        .extracting(record -> header(record, "ce_entityversion") + " " + offset(record))
        .containsExactly("1 0+1", "2 1+0", "3 1+0", "3 2+0");
  }

  @Test
  void what_follows_is_told_without_reading_the_stream_again() {
    feed.append(X, json("1", "{\"a\":1}"));
    feed.writeLog();
    scenario.poll();
    feed.append(X, json("2", "{\"b\":2}"));
    feed.writeLog();
    assertThat(states(scenario.poll())).containsExactly("x@2 {\"a\":1,\"b\":2}");
  }

  @Test
  void after_a_restart_it_is_read_from_the_store() {
    feed.append(X, json("1", "{\"a\":1}"));
    feed.writeLog();
    scenario.poll();
    scenario.start();
    feed.append(X, json("2", "{\"b\":2}"));
    feed.writeLog();
    assertThat(states(scenario.poll())).containsExactly("x@2 {\"a\":1,\"b\":2}");
  }

  @Test
  void a_closed_stream_and_a_state_of_null_are_tombstones() {
    feed.append(X, json("1", "{\"a\":1}"), close("2"));
    feed.append(Y, json("3", "{\"a\":1}"));
    feed.append(Y, tombstone("4"));
    feed.writeLog();
    assertThat(states(scenario.poll())).containsExactlyInAnyOrder("x@2 -", "y@2 -");

    feed.append(Y, json("5", "{\"b\":1}"));
    feed.writeLog();
    assertThat(states(scenario.poll())).containsExactly("y@3 {\"b\":1}");
  }

  @Test
  void beside_snapshots_a_state_comes_at_each_multiple_and_a_tombstone_at_once() {
    scenario.when = StateWhen.SNAPSHOTS;
    scenario.every = 3;
    feed.append(X, json("1", "{\"a\":1}"), json("2", "{\"a\":2}"));
    feed.writeLog();
    assertThat(states(scenario.poll())).isEmpty();

    feed.append(X, json("3", "{\"a\":3}"), json("4", "{\"a\":4}"), json("5", "{\"a\":5}"));
    feed.append(X, json("6", "{\"a\":6}"), json("7", "{\"a\":7}"));
    feed.writeLog();
    List<SourceRecord> records = scenario.poll();
    assertThat(states(records)).containsExactly("x@6 {\"a\":6}");
    assertThat(order(records)).containsExactly("3", "4", "5", "6", "=6", "7");

    feed.append(X, close("8"));
    feed.writeLog();
    assertThat(states(scenario.poll())).containsExactly("x@8 -");
  }

  @Test
  void a_reducer_that_fails_is_counted_and_neither_events_nor_tombstones_stop() {
    scenario.reducer = Jsonata.of("total", "$state.total + amount", "{\"total\": 0}");
    feed.append(X, json("1", "{\"amount\":\"no number\"}"));
    feed.append(Y, json("2", "{\"amount\":\"no number\"}"));
    feed.writeLog();
    assertThat(order(scenario.poll())).containsExactlyInAnyOrder("1", "1");
    assertThat(scenario.counters.failures()).isEqualTo(2);
    assertThat(scenario.counters.published()).isZero();

    feed.append(X, close("3"));
    feed.writeLog();
    assertThat(order(scenario.poll())).containsExactly("2", "=2");
  }

  @Test
  void a_state_that_cannot_be_told_takes_no_offset_away() {
    scenario.reducer = Jsonata.of("total", "$state.total + amount", "{\"total\": 0}");
    feed.append(X, json("1", "{\"amount\":\"no number\"}"));
    feed.writeLog();
    assertThat(scenario.poll()).extracting(PublishedStatesTest::offset).containsExactly("1+0");
  }

  @Test
  void a_state_that_kafka_would_refuse_is_counted_and_left_out() {
    String large = "x".repeat(700_000);
    feed.append(X, json("1", "{\"a\":\"" + large + "\"}"));
    feed.writeLog();
    assertThat(order(scenario.poll())).containsExactly("1", "=1");
    feed.append(X, json("2", "{\"b\":\"" + large + "\"}"));
    feed.writeLog();
    assertThat(order(scenario.poll())).containsExactly("2");
    assertThat(scenario.counters.failures()).isEqualTo(1);

    feed.append(X, json("3", "{\"a\":null}"));
    feed.writeLog();
    assertThat(order(scenario.poll())).containsExactly("3", "=3");
  }

  @Test
  void a_poll_ends_after_an_append_once_its_states_are_large() {
    scenario.maxStateBytes = 100_000;
    String large = "x".repeat(60_000);
    for (int i = 0; i < 6; i++) {
      feed.append(order("s" + i), json("a" + i, "{\"a\":\"" + large + "\"}"), json("b" + i, "{}"));
    }
    feed.writeLog();
    assertThat(order(scenario.poll())).containsExactly("1", "2", "=2", "1", "2", "=2");
    assertThat(order(scenario.poll())).containsExactly("1", "2", "=2", "1", "2", "=2");
    assertThat(order(scenario.poll())).containsExactly("1", "2", "=2", "1", "2", "=2");
    assertThat(scenario.poll()).isEmpty();
  }

  @Test
  void a_bootstrap_publishes_the_states_of_all_streams_and_then_those_that_change() {
    for (int i = 0; i < 20; i++) {
      feed.append(order("s" + i), json("a" + i, "{\"a\":" + i + "}"), json("b" + i, "{\"b\":1}"));
    }
    feed.writeLog();
    scenario.store.expire(segment -> true);
    scenario.mode = Mode.BOOTSTRAP;
    scenario.maxEvents = 3;
    assertThat(states(scenario.drain()))
        .hasSize(20)
        .contains("s7@2 {\"a\":7,\"b\":1}", "s19@2 {\"a\":19,\"b\":1}");

    feed.append(order("s7"), json("c", "{\"c\":1}"));
    feed.writeLog();
    assertThat(states(scenario.drain())).containsExactly("s7@3 {\"a\":7,\"b\":1,\"c\":1}");
  }

  @Test
  void a_repaired_log_publishes_the_states_of_what_it_had_lost() {
    feed.append(X, json("1", "{\"a\":1}"));
    feed.writeLog();
    scenario.poll();
    feed.append(X, json("2", "{\"b\":1}"));
    feed.append(Y, json("3", "{\"a\":1}"));
    feed.writeLog();
    scenario.store.expire(segment -> true);
    assertThat(states(scenario.drain()))
        .containsExactlyInAnyOrder("x@2 {\"a\":1,\"b\":1}", "y@1 {\"a\":1}");
  }

  @Test
  void a_reducer_that_is_poisoned_for_one_stream_tells_the_others() {
    scenario.reducer =
        new Reducer() {
          @Override
          public String name() {
            return "poisoned";
          }

          @Override
          public JsonNode reduce(JsonNode state, EventDocument event) throws ReduceException {
            if (event.data().has("poison")) {
              throw new IllegalStateException("boom");
            }
            return event.data();
          }
        };
    feed.append(X, json("1", "{\"poison\":1}"));
    feed.append(Y, json("2", "{\"a\":1}"));
    feed.writeLog();
    assertThat(states(scenario.poll())).containsExactly("y@1 {\"a\":1}");
    feed.append(X, json("3", "{\"a\":1}"));
    feed.append(Y, json("4", "{\"a\":2}"));
    feed.writeLog();
    assertThat(states(scenario.poll())).containsExactly("y@2 {\"a\":2}");
    assertThat(scenario.counters.failures()).isEqualTo(2);
  }

  private Instant recordedAt(StreamId stream) {
    return Await.answer(scenario.store.read(ReadRequest.forwards(stream, 1, 1)))
        .events()
        .get(0)
        .recordedAt();
  }

  private static String offset(SourceRecord record) {
    return record.sourceOffset().get("position") + "+" + record.sourceOffset().get("index");
  }
}
