package dev.annals.sink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What becomes of the others where a reducer or the store is slow, throws or never answers. */
class HeldUpTakerTest extends TakerScenario {
  private final Counting held = Counting.of("held").held();
  private final Counting good = Counting.of("good");

  @Test
  void a_stream_waits_once_for_the_newest_boundary_it_has_reached() throws Exception {
    SnapshotTaker taker = taker(rule(held));
    append(taker, "a", 10);
    Awaitility.await("the first is under way").until(() -> held.calls().get() == 1);
    for (int i = 0; i < 9; i++) {
      append(taker, "a", 10);
    }
    assertThat(tally.pending.sum()).as("one under way, one waits").isEqualTo(2);
    held.release();
    awaitIdle();

    assertThat(taken(held, "a").keySet()).containsExactly(10L, 100L);
    assertThat(taken(held, "a").get(100L)).isEqualTo(folded(held, "a", 100));
    assertThat(tally.taken.sum()).isEqualTo(2);
    assertThat(tally.dropped.sum()).isZero();
  }

  @Test
  void what_a_full_queue_does_not_take_is_counted_and_made_up_for_at_the_next_boundary() {
    SnapshotTaker taker = taker(rule(held));
    int room = RuleLine.MOST_WAITING + RuleLine.MOST_UNDER_WAY;
    for (int i = 0; i < room + 3; i++) {
      append(taker, "s" + i, 10);
    }
    assertThat(tally.dropped.sum()).isEqualTo(3);
    assertThat(tally.pending.sum()).isEqualTo(room);
    String dropped = "s" + (room + 2);
    append(taker, "s" + (room - 1), 10);
    assertThat(tally.dropped.sum()).as("it waits already").isEqualTo(3);
    held.release();
    awaitIdle();
    assertThat(taken(held, dropped)).isEmpty();
    assertThat(taken(held, "s" + (room - 1)).keySet()).containsExactly(20L);
    assertThat(tally.taken.sum()).isEqualTo(room);

    append(taker, dropped, 10);
    awaitIdle();

    assertThat(taken(held, dropped).keySet()).containsExactly(20L);
  }

  @Test
  void a_reducer_that_never_returns_holds_up_no_other_and_not_the_end() {
    SnapshotTaker taker = taker(rule(held), rule(good));
    for (int i = 0; i < 20; i++) {
      append(taker, "s" + i, 10);
    }
    Awaitility.await("the other has taken all").until(() -> tally.taken.sum() == 20);
    assertThat(held.calls()).as("hangs in its first event").hasValue(1);

    taker.close();
    assertThat(tally.pending.sum()).isZero();
    append(taker, "late", 10);
    assertThat(threads).as("it hangs still").anyMatch(Thread::isAlive);
    held.release();
    Awaitility.await("it has come back, and done all that it does")
        .until(() -> threads.stream().noneMatch(Thread::isAlive));

    assertThat(held.calls()).as("a page of events to its end").hasValue(10);
    for (int i = 0; i < 20; i++) {
      assertThat(taken(held, "s" + i)).as("nothing is written after the end").isEmpty();
    }
    assertThat(taken(good, "late")).isEmpty();
  }

  @Test
  void a_reducer_that_always_fails_is_counted_and_the_other_goes_on() {
    Counting poisoned =
        Counting.of("poisoned")
            .doing(
                () -> {
                  throw new IllegalStateException("secret data");
                });
    Counting exhausted =
        Counting.of("exhausted")
            .doing(
                () -> {
                  throw new OutOfMemoryError("not really");
                });
    SnapshotTaker taker = taker(rule(poisoned), rule(exhausted), rule(good));
    for (int i = 0; i < 20; i++) {
      append(taker, "s" + i, 10);
    }
    awaitIdle();

    assertThat(tally.failed.sum()).isEqualTo(40);
    assertThat(tally.taken.sum()).isEqualTo(20);
    for (int i = 0; i < 20; i++) {
      assertThat(taken(good, "s" + i).keySet()).containsExactly(10L);
    }
  }

  @Test
  void snapshots_wait_while_the_store_does_not_answer_and_are_taken_when_it_does() {
    SnapshotTaker taker = taker(rule(good));
    var append = append("a", 10);
    store.disconnect();
    taker.appended(stream("a"), append);
    assertThat(tally.pending.sum()).isEqualTo(1);
    store.reconnect();
    awaitIdle();

    assertThat(taken(good, "a").keySet()).containsExactly(10L);
  }

  @Test
  void a_store_that_fails_ends_nothing() {
    var client = store.anotherClient();
    SnapshotTaker taker = taker(client, tally, rule(good));
    client.close();
    append(taker, "a", 10);
    awaitIdle();
    append(taker, "a", 10);
    awaitIdle();

    assertThat(tally.failed.sum()).isEqualTo(2);
    assertThat(tally.taken.sum()).isZero();
  }
}
