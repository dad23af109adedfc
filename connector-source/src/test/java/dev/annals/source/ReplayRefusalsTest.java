package dev.annals.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.StoreException;
import dev.annals.source.ReplaySettings.Mode;
import dev.annals.source.replay.Scope;
import dev.annals.source.scan.ScanOffset;
import dev.annals.source.tail.Feed;
import dev.annals.testkit.store.InMemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a replay does not begin, or not go on, and how it says so. */
class ReplayRefusalsTest {
  private static final StreamId X = new StreamId("order", "x");

  private final InMemoryStore store = new InMemoryStore(new AppendLimits(500, 100), 2);
  private final StoredByConnect stored = new StoredByConnect();
  private final Feed feed = new Feed(store, "a");

  @AfterEach
  void close() {
    store.close();
  }

  private Simulation replay(Mode mode) {
    return new Simulation(store, stored, mode).withEventsPerPoll(1);
  }

  private void append(int events) {
    for (int i = 0; i < events; i++) {
      feed.append(X, "event " + i);
    }
    feed.writeLog();
  }

  /** Polls until an event has come out. */
  private static void begin(Simulation simulation) {
    while (simulation.texts().isEmpty()) {
      simulation.poll(0);
    }
  }

  private static Scope only(String eventType) {
    Scope all = Scope.EVERYTHING;
    return new Scope(
        all.entityTypes(),
        all.entityIds(),
        new TreeSet<>(Set.of(eventType)),
        null,
        null,
        1,
        Long.MAX_VALUE);
  }

  @Test
  void a_run_does_not_change_its_bounds() {
    append(3);
    begin(replay(Mode.REPLAY).start(1));
    assertThatThrownBy(() -> replay(Mode.REPLAY).within(only("happened")).start(1))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining(
            "Replay replayer began as 'everything' and is set to 'event types [happened]' now")
        .hasMessageContaining("reset its offsets");
    assertThatThrownBy(() -> replay(Mode.BOOTSTRAP).start(1))
        .hasMessageContaining("is set to 'bootstrap of everything' now");
  }

  @Test
  void a_run_whose_row_is_gone_does_not_go_on() {
    append(3);
    stored.put(
        ReplayOffsets.partition("replayer", 0), ReplayOffsets.offset("gone", ScanOffset.at(7)));
    for (int start = 0; start < 2; start++) {
      assertThatThrownBy(() -> replay(Mode.REPLAY).start(1))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("its row in table replays is gone")
          .hasMessageContaining("reset its offsets");
    }
  }

  @Test
  void offsets_of_two_runs_are_refused() {
    stored.put(
        ReplayOffsets.partition("replayer", 5), ReplayOffsets.offset("one", ScanOffset.at(7)));
    stored.put(
        ReplayOffsets.partition("replayer", 63), ReplayOffsets.offset("two", ScanOffset.at(7)));
    assertThatThrownBy(() -> replay(Mode.REPLAY).start(1))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("are of several runs, [one, two]");
  }

  @Test
  void a_run_in_the_offsets_counts_more_than_the_one_that_the_connector_drew() {
    append(3);
    begin(replay(Mode.REPLAY).withRun("first").start(1));
    Simulation second = replay(Mode.REPLAY).withRun("second").start(2).drain();
    assertThat(second.texts()).containsExactly("order/x@2", "order/x@3");
    assertThat(second.published()).allMatch(one -> "first".equals(one.offset().get("run")));
  }

  @Test
  void a_bootstrap_that_cannot_finish_while_the_log_is_kept_is_refused() {
    append(20);
    Duration retention = Duration.ofSeconds(10);
    assertThatThrownBy(() -> replay(Mode.BOOTSTRAP).atMost(2, retention).start(1))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("of up to 20 events would take PT10S at 2 events a second")
        .hasMessageContaining("is kept for PT10S only")
        .hasMessageContaining("raise replay.max.events.per.second");
    assertThat(stored.offset(ReplayOffsets.partition("replayer", 0))).isNull();
    Simulation replay = replay(Mode.REPLAY).atMost(2, retention).start(1);
    begin(replay);
    assertThat(replay.texts()).as("nothing follows a replay").containsExactly("order/x@1");
  }

  @Test
  void a_bootstrap_that_is_under_way_is_not_estimated_anew() {
    append(20);
    begin(replay(Mode.BOOTSTRAP).start(1));
    Simulation slow = replay(Mode.BOOTSTRAP).atMost(2, Duration.ofSeconds(10)).start(1);
    begin(slow);
    assertThat(slow.texts()).containsExactly("order/x@2");
  }

  @Test
  void a_connector_that_has_tailed_cannot_bootstrap() {
    append(3);
    replay(Mode.TAIL).start(1).drain();
    assertThatThrownBy(() -> replay(Mode.BOOTSTRAP).start(1))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("This connector has tailed before, for instance shard")
        .hasMessageContaining("reset all of its offsets");
  }

  /** The task that begins first is not the one whose shards have offsets. */
  @Test
  void no_task_bootstraps_where_another_has_tailed() {
    append(3);
    replay(Mode.TAIL).start(1).drain();
    int tailed = X.shard(store.settings().shards());
    int other = 1 - tailed;
    assertThatThrownBy(() -> replay(Mode.BOOTSTRAP).start(2, other))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("This connector has tailed before, for instance shard");
  }

  @Test
  void an_offset_beyond_its_range_that_names_a_stream_is_told_like_an_unknown_stream() {
    append(3);
    begin(replay(Mode.REPLAY).start(1));
    ScanOffset wrong = new ScanOffset(Long.MAX_VALUE, X, 1, List.of(), 1, 1);
    stored.put(ReplayOffsets.partition("replayer", 0), ReplayOffsets.offset("run 1", wrong));
    Simulation again = replay(Mode.REPLAY).start(1);
    assertThatThrownBy(again::drain)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("order/x")
        .hasMessageContaining("reset its offset");
  }

  @Test
  void an_offset_that_names_an_unknown_stream_stops_the_replay() {
    append(3);
    Simulation simulation = replay(Mode.REPLAY).start(1);
    begin(simulation);
    Publication last = simulation.published().get(simulation.published().size() - 1);
    StreamId unknown = new StreamId("order", "unheard");
    ScanOffset wrong = new ScanOffset(Long.MIN_VALUE, unknown, 1, List.of(), 1, 1);
    stored.put(last.partition(), ReplayOffsets.offset("run 1", wrong));
    Simulation again = replay(Mode.REPLAY).start(1);
    assertThatThrownBy(again::drain)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("order/unheard")
        .hasMessageContaining("reset its offset");
  }

  @Test
  void an_offset_that_cannot_be_read_stops_the_replay() {
    stored.put(ReplayOffsets.partition("replayer", 3), Map.of("run", "r", "token", "x"));
    assertThatThrownBy(() -> replay(Mode.REPLAY).start(1))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("token in")
        .hasMessageContaining("is no whole number");
  }
}
