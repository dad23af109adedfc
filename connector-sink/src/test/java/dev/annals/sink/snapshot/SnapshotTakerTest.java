package dev.annals.sink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.ReducerId;
import dev.annals.model.store.Snapshot;
import dev.annals.reduce.Jsonata;
import dev.annals.reduce.MergePatch;
import dev.annals.reduce.Reducer;
import dev.annals.reduce.SnapshotRule;
import dev.annals.testkit.store.InMemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotTakerTest extends TakerScenario {
  private static final Reducer TOTAL =
      Jsonata.of("total", "{'total': $state.total + n}", "{\"total\": 0}");

  @Test
  void snapshots_are_taken_at_the_boundaries_that_appends_reach_or_cross() throws Exception {
    SnapshotTaker taker = taker(rule(TOTAL));
    append(taker, "reaches", 9);
    append(taker, "reaches", 1);
    append(taker, "crosses", 9);
    append(taker, "crosses", 4);
    append(taker, "short", 9);
    append(taker, "several", 35);
    awaitIdle();

    assertThat(taken(TOTAL, "reaches").keySet()).containsExactly(10L);
    assertThat(taken(TOTAL, "crosses").keySet()).containsExactly(10L);
    assertThat(taken(TOTAL, "short")).isEmpty();
    assertThat(taken(TOTAL, "several").keySet())
        .as("the newest of those it crossed")
        .containsExactly(30L);
    for (String id : List.of("reaches", "crosses", "several")) {
      long version = taken(TOTAL, id).keySet().iterator().next();
      assertThat(taken(TOTAL, id).get(version)).isEqualTo(folded(TOTAL, id, version));
    }
    assertThat(tally.taken.sum()).isEqualTo(3);
    assertThat(tally.failed.sum()).isZero();
    assertThat(tally.dropped.sum()).isZero();
  }

  @Test
  void a_stream_keeps_as_many_as_its_rule_says() {
    SnapshotTaker taker = taker(rule(TOTAL));
    for (int i = 0; i < 5; i++) {
      append(taker, "a", 10);
      awaitIdle();
    }

    assertThat(taken(TOTAL, "a").keySet()).containsExactly(40L, 50L);
  }

  @Test
  void each_rule_of_an_entity_type_has_its_own_and_other_types_have_none() {
    Reducer patch = new MergePatch();
    SnapshotTaker taker =
        taker(rule(TOTAL), new SnapshotRule(TYPE, patch, 7, 1), rule(Counting.of("unused")));
    append(taker, "a", 8);
    taker.appended(new StreamId("other", "a"), append("b", 20));
    awaitIdle();

    assertThat(taken(TOTAL, "a")).isEmpty();
    assertThat(taken(patch, "a").keySet()).containsExactly(7L);
    assertThat(tally.taken.sum()).isEqualTo(1);
  }

  @Test
  void takers_that_race_write_the_same_rows() throws Exception {
    SnapshotTally others = new SnapshotTally();
    InMemoryStore client = store.anotherClient();
    SnapshotTaker one = taker(rule(TOTAL));
    SnapshotTaker other = taker(client, others, rule(TOTAL));
    for (int round = 0; round < 50; round++) {
      var append = append("a" + round % 5, 7);
      one.appended(stream("a" + round % 5), append);
      other.appended(stream("a" + round % 5), append);
    }
    awaitIdle(tally);
    awaitIdle(others);

    assertThat(tally.failed.sum() + others.failed.sum()).isZero();
    for (int i = 0; i < 5; i++) {
      String id = "a" + i;
      assertThat(taken(TOTAL, id)).isNotEmpty();
      for (var snapshot : taken(TOTAL, id).entrySet()) {
        assertThat(snapshot.getKey() % 10).isZero();
        assertThat(snapshot.getValue()).isEqualTo(folded(TOTAL, id, snapshot.getKey()));
      }
    }
    client.close();
  }

  @Test
  void what_is_there_is_not_taken_again() {
    Counting reducer = Counting.of("count");
    SnapshotTaker taker = taker(rule(reducer));
    var append = append("a", 10);
    taker.appended(stream("a"), append);
    awaitIdle();
    taker.appended(stream("a"), append);
    awaitIdle();

    assertThat(reducer.calls()).hasValue(10);
    assertThat(tally.taken.sum()).isEqualTo(1);
  }

  @Test
  void a_changed_reducer_uses_nothing_it_made_before_and_removes_it_with_its_first_snapshot()
      throws Exception {
    Counting before = Counting.of("count");
    append("a", 9);
    SnapshotTaker taker = taker(rule(before));
    append(taker, "a", 1);
    awaitIdle();
    // What the old definition made is wrong by now: whoever used it would be found out.
    ReducerId old = fold(before).id();
    write(old, 10, "{\"events\": 1000000}");
    Counting after = before.changed();
    SnapshotTaker changed = taker(rule(after));
    append(changed, "a", 9);
    awaitIdle();
    assertThat(taken(after, "a")).as("no boundary, no snapshot").isEmpty();
    assertThat(taken(before, "a")).isNotEmpty();

    append(changed, "a", 1);
    awaitIdle();

    assertThat(taken(after, "a").keySet()).containsExactly(20L);
    assertThat(taken(after, "a").get(20L)).isEqualTo(folded(after, "a", 20));
    assertThat(text(taken(after, "a").get(20L))).contains("\"events\":20");
    assertThat(taken(before, "a")).isEmpty();
  }

  /** As after the restore of an older backup of the events. */
  @Test
  void a_snapshot_of_other_events_is_made_anew() throws Exception {
    Counting reducer = Counting.of("count");
    Bytes stale = Bytes.of("{\"events\":99}".getBytes(UTF_8));
    EventId another = EventId.of("another");
    get(
        store
            .snapshots()
            .write(
                new Snapshot(stream("a"), fold(reducer).id(), 10, another, stale, Instant.EPOCH)));

    append(taker(rule(reducer)), "a", 10);
    awaitIdle();

    assertThat(taken(reducer, "a").get(10L)).isEqualTo(folded(reducer, "a", 10));
    assertThat(text(taken(reducer, "a").get(10L))).contains("\"events\":10");
  }

  /** They were taken before an older backup of the events was restored. */
  @Test
  void snapshots_of_versions_that_are_not_there_any_more_take_no_place() {
    Counting reducer = Counting.of("count");
    Bytes stale = Bytes.of("{\"events\":99}".getBytes(UTF_8));
    for (long version = 180; version <= 200; version += 10) {
      get(
          store
              .snapshots()
              .write(new Snapshot(stream("a"), fold(reducer).id(), version, stale, Instant.EPOCH)));
    }
    SnapshotTaker taker = taker(rule(reducer));
    for (int i = 0; i < 3; i++) {
      append(taker, "a", 10);
      awaitIdle();
    }

    assertThat(taken(reducer, "a").keySet()).contains(20L, 30L).doesNotContain(10L);
  }

  @Test
  void a_closed_stream_has_the_snapshot_of_its_end() {
    Counting reducer = Counting.of("count");
    SnapshotTaker taker = taker(rule(reducer));
    append(taker, "a", 9);
    NewEvent close = event(NewEvent.CLOSE, "{}");
    taker.appended(stream("a"), append("a", List.of(close)));
    awaitIdle();

    assertThat(taken(reducer, "a").keySet()).containsExactly(10L);
    assertThat(text(taken(reducer, "a").get(10L)))
        .as("closing counts as a version, and is shown to no reducer")
        .contains("\"events\":9");
  }

  @Test
  void a_truncated_stream_goes_on_from_its_snapshot() {
    Counting reducer = Counting.of("count");
    SnapshotTaker taker = taker(rule(reducer));
    append(taker, "a", 25);
    awaitIdle();
    get(store.truncate(stream("a"), 20));
    append(taker, "a", 5);
    awaitIdle();

    assertThat(taken(reducer, "a").keySet()).containsExactly(20L, 30L);
    assertThat(text(taken(reducer, "a").get(30L))).contains("\"events\":30");
    assertThat(tally.failed.sum()).isZero();
  }

  @Test
  void of_a_truncated_stream_nothing_is_removed_that_cannot_be_made_again() {
    Counting before = Counting.of("count");
    SnapshotTaker taker = taker(rule(before));
    append(taker, "a", 25);
    awaitIdle();
    get(store.truncate(stream("a"), 20));
    SnapshotTaker changed = taker(rule(before.changed()));
    append(changed, "a", 5);
    awaitIdle();

    assertThat(taken(before.changed(), "a")).isEmpty();
    assertThat(taken(before, "a").keySet()).containsExactly(20L);
    assertThat(tally.failed.sum()).isEqualTo(1);
  }

  @Test
  void a_newer_snapshot_by_another_definition_stays() {
    Counting before = Counting.of("count");
    SnapshotTaker late = taker(rule(before.changed()));
    var append = append("a", 10);
    SnapshotTaker taker = taker(rule(before));
    append(taker, "a", 10);
    awaitIdle();
    late.appended(stream("a"), append);
    awaitIdle();

    assertThat(taken(before.changed(), "a").keySet()).containsExactly(10L);
    assertThat(taken(before, "a").keySet()).containsExactly(20L);
  }

  @Test
  void a_stream_whose_id_leaves_no_room_has_none_and_is_not_read() {
    Counting reducer = Counting.of("a-name-" + "x".repeat(90));
    SnapshotTaker taker = taker(rule(reducer));
    String longest = "x".repeat(StreamId.MAX_BYTES - TYPE.length());
    append(taker, longest, 10);
    append(taker, "a", 10);
    awaitIdle();

    assertThat(fold(reducer).id().fitsBeside(stream(longest))).isFalse();
    assertThat(reducer.calls()).as("of the other stream").hasValue(10);
    assertThat(tally.failed.sum()).isEqualTo(1);
    assertThat(tally.taken.sum()).isEqualTo(1);
  }

  @Test
  void a_state_above_a_mebibyte_is_a_failure_and_the_older_snapshot_stays() {
    Reducer patch = new MergePatch();
    SnapshotTaker taker = taker(rule(patch));
    append(taker, "a", 10);
    awaitIdle();
    List<NewEvent> large =
        IntStream.range(0, 10)
            .mapToObj(i -> event("grown", "{\"m%d\": \"%s\"}".formatted(i, "x".repeat(110_000))))
            .toList();
    for (NewEvent event : large) {
      taker.appended(stream("a"), append("a", List.of(event)));
    }
    awaitIdle();

    assertThat(taken(patch, "a").keySet()).containsExactly(10L);
    assertThat(tally.failed.sum()).isEqualTo(1);
  }

  private void write(ReducerId reducer, long version, String state) {
    get(
        store
            .snapshots()
            .write(
                new Snapshot(
                    stream("a"),
                    reducer,
                    version,
                    Bytes.of(state.getBytes(UTF_8)),
                    Instant.EPOCH)));
  }

  private static String text(@Nullable Bytes state) {
    return state == null ? "no snapshot" : new String(state.toArray(), UTF_8);
  }
}
