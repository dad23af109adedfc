package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.store.Refusal;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Control records that are delivered again, and tasks that die in the middle of one. */
class RepeatedControlsTest extends SinkScenario {
  private static final String VIEW = "view@1";

  /** All that one record of each kind brings about, and a rejection, in one stream. */
  private static final List<Sent> RECORDS =
      List.of(
          Sent.of("a", "1"),
          Sent.snapshot("a", VIEW, 1, "one"),
          Sent.snapshot("a", VIEW, 2, "too early"),
          Sent.of("a", "2"),
          Sent.snapshot("a", VIEW, 2, "two"),
          Sent.truncate("a", VIEW, 2),
          Sent.of("a", "3"));

  static IntStream steps() {
    return IntStream.range(0, 45);
  }

  @ParameterizedTest(name = "after {0} calls")
  @MethodSource("steps")
  void a_task_that_dies_between_any_two_calls_is_followed_by_one_that_comes_to_the_same(int calls) {
    topics.sendAll(ORDERS, RECORDS);
    Task dying = start(ORDERS);
    for (int i = 0; i < calls; i++) {
      while (dying.store().steps().isEmpty() && upto(source(ORDERS)) < RECORDS.size()) {
        dying.worker().poll();
      }
      if (!dying.store().steps().isEmpty()) {
        dying.store().steps().get(0).answer();
      }
    }

    start(ORDERS).settle();

    assertThat(stream("a")).containsExactly("2", "3");
    assertThat(state("a", VIEW)).contains("two");
    assertThat(newest("a", VIEW, 1)).map(SinkScenario::state).contains("one");
    assertThat(refusals(source(ORDERS), 0))
        .extracting(refusal -> refusal.at().position())
        .containsExactly(2L);
    assertThat(upto(source(ORDERS))).isEqualTo(RECORDS.size());
  }

  @Test
  void the_calls_of_all_records_are_fewer_than_are_tried() {
    topics.sendAll(ORDERS, RECORDS);
    Task task = start(ORDERS);
    task.settle();

    assertThat(task.store().calls()).hasSizeLessThan((int) steps().count());
  }

  @Test
  void one_that_was_rejected_stays_so_when_the_stream_gets_there() {
    topics.sendAll(ORDERS, List.of(Sent.snapshot("a", VIEW, 1, "one")));
    Task dying = admitted();
    dying.store().answer("head");
    dying.store().answer("refuse");
    List<Refusal> standing = refusals(source(ORDERS), 0);
    assertThat(standing).hasSize(1);
    grow("a", "1");

    start(ORDERS).settle();

    assertThat(refusals(source(ORDERS), 0)).isEqualTo(standing);
    assertThat(state("a", VIEW)).isEmpty();
  }

  @Test
  void a_zombie_does_not_carry_out_what_its_successor_has_rejected() {
    topics.sendAll(ORDERS, List.of(Sent.snapshot("a", VIEW, 1, "one")));
    Task zombie = admitted();
    start(ORDERS).settle();
    assertThat(upto(source(ORDERS))).isEqualTo(1);
    grow("a", "1");

    zombie.store().answerAll();

    assertThat(zombie.store().calls()).contains("owner").doesNotContain("write snapshot");
    assertThat(zombie.sink().tally().ownershipLost.sum()).isEqualTo(1);
    assertThat(state("a", VIEW)).isEmpty();
  }

  @Test
  void a_zombie_does_not_truncate_either() {
    grow("a", "1", "2");
    topics.sendAll(ORDERS, List.of(Sent.truncate("a", VIEW, 2)));
    Task zombie = admitted();
    start(ORDERS).settle();
    topics.send(ORDERS, Sent.snapshot("a", VIEW, 2, "two"));
    start(ORDERS).settle();

    zombie.store().answerAll();

    assertThat(zombie.store().calls()).contains("owner").doesNotContain("truncate");
    assertThat(stream("a")).containsExactly("1", "2");
  }

  /** The snapshots after it took its row away before the task died. */
  @Test
  void a_snapshot_that_was_written_before_its_stream_was_truncated_is_not_rejected_for_that() {
    topics.sendAll(
        ORDERS,
        List.of(
            Sent.of("a", "1"),
            Sent.of("a", "2"),
            Sent.of("a", "3"),
            Sent.snapshot("a", VIEW, 1, "one"),
            Sent.snapshot("a", VIEW, 2, "two"),
            Sent.snapshot("a", VIEW, 3, "three"),
            Sent.truncate("a", VIEW, 3)));
    Task dying = admitted();
    for (int i = 0; !dying.store().calls().contains("truncate"); i++) {
      assertThat(i).isLessThan(100);
      dying.store().steps().stream()
          .filter(step -> !step.what.startsWith("write progress"))
          .findFirst()
          .ifPresent(SteppedStore.Step::answer);
    }
    dying.store().answer("truncate");
    assertThat(stream("a")).containsExactly("3");
    assertThat(newest("a", VIEW, 1)).isEmpty();
    assertThat(upto(source(ORDERS))).isZero();

    start(ORDERS).settle();

    assertThat(refusals(source(ORDERS), 0)).isEmpty();
    assertThat(upto(source(ORDERS))).isEqualTo(7);
    assertThat(state("a", VIEW)).contains("three");
  }

  @Test
  void below_upto_they_are_let_go_and_proven_by_what_they_did() {
    topics.sendAll(ORDERS, RECORDS);
    Task task = start(ORDERS);
    task.settle();
    for (long position : new long[] {4, 5, 2}) {
      task.worker().goBackTo(ORDERS, position);
      task.settle();
    }

    assertThat(task.sink().tally().known.sum()).isEqualTo(3 + 2 + 5);
    assertThat(task.sink().tally().unproven.sum()).isZero();
    assertThat(task.sink().tally().controls.sum()).as("nothing is done again").isEqualTo(3);
  }

  @Test
  void what_was_done_over_since_proves_nothing() {
    grow("a", "1", "2", "3");
    topics.sendAll(
        ORDERS,
        List.of(
            Sent.snapshot("a", VIEW, 3, "first"),
            Sent.truncate("a", VIEW, 2),
            Sent.snapshot("a", VIEW, 3, "second"),
            Sent.truncate("a", VIEW, 3),
            Sent.truncate("a", VIEW, 1)));
    Task task = start(ORDERS);
    task.settle();
    task.worker().goBackTo(ORDERS, 0);
    task.settle();

    assertThat(task.sink().tally().unproven.sum()).as("the first two").isEqualTo(2);
    assertThat(task.sink().tally().known.sum()).isEqualTo(5);
  }

  @Test
  void another_record_in_the_place_of_a_rejected_one_is_found_out() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.snapshot("a", VIEW, 2, "two")));
    start(ORDERS).settle();
    topics.replaceSameAge(ORDERS, 1, Sent.snapshot("a", VIEW, 2, "another"));

    assertThatThrownBy(start(ORDERS)::settle)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("orders-0@1 is not the record");
  }

  /** A task that has taken all records, and done nothing of them. */
  private Task admitted() {
    Task task = start(ORDERS);
    task.store().answer("open");
    task.store().answer("progress");
    task.store().answer("claim");
    task.worker().poll();
    task.worker().poll();
    return task;
  }
}
