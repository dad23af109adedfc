package dev.annals.source.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.Snapshot;
import dev.annals.reduce.Fold;
import dev.annals.reduce.MergePatch;
import dev.annals.reduce.Reducer;
import dev.annals.source.scan.Await;
import dev.annals.source.scan.WatchedStore;
import dev.annals.source.tail.Feed;
import dev.annals.testkit.store.InMemoryStore;
import dev.annals.upcast.EventDocument;
import dev.annals.upcast.UpcastChain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatesTest {
  private static final StreamId X = new StreamId("order", "x");
  private static final StreamId PARCEL = new StreamId("parcel", "p");

  private final InMemoryStore store = new InMemoryStore(new AppendLimits(500, 100), 2);
  private final WatchedStore watched = new WatchedStore(store);
  private final Feed feed = new Feed(store, "orders");
  private final StateCounters counters = new StateCounters();
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<States> opened = new ArrayList<>();

  @AfterEach
  void stop() {
    released.countDown();
    opened.forEach(States::close);
    store.close();
  }

  private States states(Map<String, StateRule> rules, StateWhen when) {
    States states =
        new States(rules, when, watched, store.snapshots(), counters, "test", Duration.ofMillis(5));
    opened.add(states);
    return states;
  }

  private static StateRule rule(Reducer reducer, int every) {
    return new StateRule(new Fold(reducer, UpcastChain.EMPTY), every);
  }

  private static NewEvent json(String id, String payload) {
    return NewEvent.of(EventId.of(id), "changed", Bytes.of(payload.getBytes(UTF_8)));
  }

  private List<RecordedEvent> events(StreamId stream, long from, int count) {
    return Await.answer(store.read(ReadRequest.forwards(stream, from, count))).events();
  }

  private static List<String> told(States states, List<RecordedEvent> poll) {
    StatesOfPoll ofPoll = states.with(poll);
    List<String> told = new ArrayList<>();
    for (RecordedEvent event : poll) {
      ofPoll.after(event).ifPresent(state -> told.add(text(state)));
    }
    return told;
  }

  private static String text(PublishedState state) {
    Bytes document = state.document();
    return state.stream().entityId()
        + "@"
        + state.version()
        + (document == null ? " -" : " " + new String(document.toArray(), UTF_8));
  }

  @Test
  void a_stream_that_is_remembered_is_not_read() {
    feed.append(X, json("1", "{\"a\":1}"));
    feed.append(X, json("2", "{\"b\":2}"));
    States states = states(Map.of("order", rule(new MergePatch(), 100)), StateWhen.CHANGES);
    told(states, events(X, 1, 2));
    watched.reads().clear();

    feed.append(X, json("3", "{\"c\":3}"));
    assertThat(told(states, events(X, 3, 1))).containsExactly("x@3 {\"a\":1,\"b\":2,\"c\":3}");
    assertThat(watched.reads()).isEmpty();
  }

  @Test
  void of_one_that_is_not_the_newest_state_is_told_once() {
    feed.append(X, json("1", "{\"a\":1}"));
    feed.append(X, json("2", "{\"b\":2}"));
    feed.append(X, json("3", "{\"c\":3}"));
    States states = states(Map.of("order", rule(new MergePatch(), 100)), StateWhen.CHANGES);
    assertThat(told(states, events(X, 1, 1))).containsExactly("x@3 {\"a\":1,\"b\":2,\"c\":3}");
    assertThat(told(states, events(X, 2, 2))).isEmpty();
  }

  @Test
  void an_event_that_is_repeated_brings_no_closed_stream_back() {
    feed.append(X, json("1", "{\"a\":1}"));
    feed.append(X, NewEvent.of(EventId.of("2"), NewEvent.CLOSE, null));
    States states = states(Map.of("order", rule(new MergePatch(), 100)), StateWhen.CHANGES);
    assertThat(told(states, events(X, 1, 1))).containsExactly("x@2 -");
    assertThat(told(states, events(X, 2, 1))).containsExactly("x@2 -");
  }

  @Test
  void beside_snapshots_it_is_the_newest_multiple() {
    for (int i = 1; i <= 8; i++) {
      feed.append(X, json("" + i, "{\"a\":" + i + "}"));
    }
    States states = states(Map.of("order", rule(new MergePatch(), 3)), StateWhen.SNAPSHOTS);
    assertThat(told(states, events(X, 1, 2))).isEmpty();
    assertThat(told(states, events(X, 3, 1))).containsExactly("x@6 {\"a\":6}");
    assertThat(told(states, events(X, 4, 3))).isEmpty();
    feed.append(X, json("9", "{\"b\":9}"));
    assertThat(told(states, events(X, 7, 3))).containsExactly("x@9 {\"a\":8,\"b\":9}");
  }

  @Test
  void a_truncated_stream_has_no_state_until_a_snapshot_reaches_its_start() throws Exception {
    for (int i = 1; i <= 4; i++) {
      feed.append(X, json("" + i, "{\"m" + i + "\":1}"));
    }
    Await.answer(store.truncate(X, 3));
    StateRule rule = rule(new MergePatch(), 2);
    States states = states(Map.of("order", rule), StateWhen.CHANGES);
    assertThat(told(states, events(X, 4, 1))).isEmpty();
    assertThat(counters.failures()).isEqualTo(1);

    Bytes kept = Bytes.of("{\"kept\":1}".getBytes(UTF_8));
    Await.answer(
        store.snapshots().write(new Snapshot(X, rule.fold().id(), 4, kept, Instant.EPOCH)));
    feed.append(X, json("5", "{\"m5\":1}"));
    feed.append(X, json("6", "{\"m6\":1}"));
    assertThat(told(states, events(X, 5, 1))).isEmpty();
    assertThat(told(states, events(X, 6, 1))).containsExactly("x@6 {\"kept\":1,\"m5\":1,\"m6\":1}");
  }

  @Test
  void a_reducer_that_hangs_holds_up_neither_other_rules_nor_its_own_for_ever() {
    CountDownLatch hangs = new CountDownLatch(1);
    Reducer hanging = hanging(hangs);
    States states =
        states(
            Map.of("order", rule(hanging, 1), "parcel", rule(new MergePatch(), 100)),
            StateWhen.CHANGES);
    feed.append(X, json("1", "{\"a\":1}"));
    feed.append(PARCEL, json("2", "{\"b\":1}"));
    List<RecordedEvent> poll = new ArrayList<>(events(X, 1, 1));
    poll.addAll(events(PARCEL, 1, 1));
    assertThat(told(states, poll)).containsExactly("p@1 {\"b\":1}");
    assertThat(hangs.getCount()).isZero();
    assertThat(counters.failures()).isEqualTo(1);

    feed.append(X, json("3", "{\"a\":2}"));
    assertThat(told(states, events(X, 2, 1))).isEmpty();
    assertThat(counters.failures()).isEqualTo(2);
  }

  /** The stream that made it hang is not tried again with every event; the others are. */
  @Test
  void a_reducer_that_comes_back_tells_the_states_of_other_streams_at_once() {
    CountDownLatch hangs = new CountDownLatch(1);
    StateRule rule = rule(hanging(hangs), 100);
    States states = states(Map.of("order", rule), StateWhen.CHANGES);
    feed.append(X, json("1", "{\"a\":1}"));
    assertThat(told(states, events(X, 1, 1))).isEmpty();
    StreamId other = new StreamId("order", "y");
    feed.append(other, json("2", "{\"b\":1}"));
    assertThat(told(states, events(other, 1, 1))).isEmpty();
    assertThat(counters.failures()).as("of both streams").isEqualTo(2);

    released.countDown();
    feed.append(X, json("3", "{\"a\":2}"));
    feed.append(other, json("4", "{\"b\":2}"));
    await().until(() -> told(states, events(other, 2, 1)), List.of("y@2 {\"b\":2}")::equals);
    assertThat(told(states, events(X, 2, 1))).isEmpty();
  }

  /** Never comes back before it is released; then its state is the newest event. */
  private Reducer hanging(CountDownLatch hangs) {
    return new Reducer() {
      @Override
      public String name() {
        return "hanging";
      }

      @Override
      public JsonNode reduce(JsonNode state, EventDocument event) {
        hangs.countDown();
        boolean isInterrupted = false;
        while (released.getCount() > 0) {
          try {
            released.await();
          } catch (InterruptedException ignored) {
            isInterrupted = true;
          }
        }
        if (isInterrupted) {
          Thread.currentThread().interrupt();
        }
        return event.data();
      }
    };
  }
}
