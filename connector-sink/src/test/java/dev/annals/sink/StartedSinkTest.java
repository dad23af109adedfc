package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.Outcome;
import dev.annals.model.RejectionReason;
import dev.annals.model.store.Segment;
import dev.annals.model.store.StoreException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class StartedSinkTest extends SinkScenario {
  @Test
  void appends_records_in_order_and_commits_what_is_logged() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("b", "2"), Sent.of("a", "3")));

    Task task = start(ORDERS);
    task.settle();
    task.worker().commit();

    assertThat(stream("a")).containsExactly("1", "3");
    assertThat(stream("b")).containsExactly("2");
    assertThat(upto(source(ORDERS))).isEqualTo(3);
    assertThat(committed).containsEntry(ORDERS, 3L);
    assertThat(task.sink().backlog().records()).isZero();
    assertThat(task.sink().backlog().bytes()).isZero();
  }

  @Test
  void commits_nothing_before_its_segment_and_progress_are_written() {
    topics.send(ORDERS, Sent.of("a", "1"));
    Task task = reading();

    task.worker().poll();
    task.store().answer("append");
    task.worker().commit();
    assertThat(committed).isEmpty();

    task.store().answer("write segment");
    task.worker().commit();
    assertThat(committed).isEmpty();
    assertThat(upto(source(ORDERS))).isZero();

    task.store().answer("write progress");
    task.worker().commit();
    assertThat(committed).containsEntry(ORDERS, 1L);
  }

  @Test
  void asks_for_a_commit_soon_after_progress() {
    topics.send(ORDERS, Sent.of("a", "1"));
    Task task = start(ORDERS);
    task.settle();
    pass(Duration.ofSeconds(2));
    task.worker().poll();
    task.worker().poll();

    assertThat(committed).containsEntry(ORDERS, 1L);
  }

  @Test
  void joins_what_waits_for_one_stream_into_one_append() {
    for (int i = 0; i < 10; i++) {
      topics.send(ORDERS, Sent.of("a", "a" + i));
    }
    topics.send(ORDERS, Sent.of("b", "b0"));
    Task task = reading();

    task.worker().poll();
    assertThat(task.store().steps()).as("one for each stream").hasSize(2);
    task.settle();

    assertThat(task.store().joined).containsExactly(10, 1);
    assertThat(stream("a")).hasSize(10).startsWith("a0", "a1").endsWith("a9");
  }

  @Test
  void logs_together_what_settles_between_two_turns() {
    for (int i = 0; i < 20; i++) {
      topics.send(ORDERS, Sent.of("e" + i, "x"));
    }
    Task task = reading();
    task.worker().poll();

    task.store().answerAll();
    assertThat(upto(source(ORDERS))).as("the first does not wait").isEqualTo(1);
    task.worker().poll();
    task.store().answerAll();

    assertThat(upto(source(ORDERS))).isEqualTo(20);
  }

  @Test
  void what_is_settled_when_a_partition_is_taken_away_does_not_wait_for_a_turn() {
    for (int i = 0; i < 20; i++) {
      topics.send(ORDERS, Sent.of("e" + i, "x"));
    }
    Task task = reading();
    task.worker().poll();
    task.store().answerAll();

    task.sink().close(List.of(ORDERS));
    task.store().answerAll();

    assertThat(upto(source(ORDERS))).isEqualTo(20);
  }

  @Test
  void feeds_one_stream_from_two_partitions() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2")));
    topics.sendAll(OTHERS, List.of(Sent.of("a", "x"), Sent.of("a", "y")));

    Task task = start(ORDERS, OTHERS);
    task.settle();

    assertThat(stream("a")).hasSize(4).containsSubsequence("1", "2").containsSubsequence("x", "y");
    assertThat(upto(source(ORDERS))).isEqualTo(2);
    assertThat(upto(source(OTHERS))).isEqualTo(2);
  }

  @Test
  void gives_back_what_is_delivered_before_the_source_is_open() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2")));
    Task task = start(ORDERS);
    task.worker().resume(ORDERS);

    assertThat(task.worker().poll()).isEqualTo(2);
    task.worker().commit();
    assertThat(committed).isEmpty();
    assertThat(task.worker().isPaused(ORDERS)).isTrue();
    task.settle();

    assertThat(stream("a")).containsExactly("1", "2");
  }

  @Test
  void reports_a_rejection_with_all_that_its_writer_needs() {
    topics.sendAll(
        ORDERS,
        List.of(
            Sent.of("a", "1").id("first").expecting("none"),
            Sent.of("a", "2").id("second").expecting("none")));

    start(ORDERS).settle();

    assertThat(stream("a")).containsExactly("1");
    assertThat(refusals(source(ORDERS), 0))
        .singleElement()
        .satisfies(
            refusal -> {
              Outcome.Rejected rejected = (Outcome.Rejected) refusal.outcome();
              assertThat(rejected.reason()).isEqualTo(RejectionReason.VERSION_CONFLICT);
              assertThat(rejected.expected().text()).isEqualTo("none");
              assertThat(rejected.actual()).isEqualTo(1);
              assertThat(rejected.rival()).hasToString("first");
              assertThat(refusal.events()).hasSize(1);
              assertThat(refusal.at().position()).isEqualTo(1);
            });
    assertThat(segments(source(ORDERS)))
        .flatExtracting(Segment::entries)
        .contains(refusals(source(ORDERS), 0).get(0).toEntry());
  }

  @Test
  void counts_what_became_of_records() {
    topics.sendAll(
        ORDERS,
        List.of(
            Sent.of("a", "1").id("x"),
            Sent.of("a", "1").id("x"),
            Sent.of("a", "2").expecting("none"),
            Sent.undecodable()));

    Task task = start(ORDERS);
    task.settle();

    Tally tally = task.sink().tally();
    assertThat(tally.records.sum()).isEqualTo(4);
    assertThat(tally.accepted.sum()).isEqualTo(1);
    assertThat(tally.duplicates.sum()).isEqualTo(1);
    assertThat(tally.rejected.sum()).isEqualTo(1);
    assertThat(tally.undecodable.sum()).isEqualTo(1);
    assertThat(tally.appending.sum()).isZero();
  }

  @Test
  void pauses_above_its_limit_and_resumes_below_half_of_it() {
    for (int i = 0; i < 30; i++) {
      topics.send(ORDERS, Sent.of("e" + i, "x"));
    }
    Task task = start(with(settings(), 10, 1 << 20), ORDERS);
    task.store().answerAll();
    task.worker().poll();
    task.worker().maxPollRecords = 7;

    task.worker().poll();
    assertThat(task.worker().isPaused(ORDERS)).isFalse();
    task.worker().poll();
    assertThat(task.worker().isPaused(ORDERS)).isTrue();
    assertThat(task.worker().poll()).isZero();
    assertThat(task.sink().backlog().records()).isEqualTo(14);

    task.store().answerAll();
    assertThat(task.worker().poll()).isZero();
    task.store().answerAll();
    assertThat(task.worker().poll()).isZero();
    assertThat(task.worker().isPaused(ORDERS)).isFalse();
    task.settle();
    assertThat(upto(source(ORDERS))).isEqualTo(30);
  }

  @Test
  void pauses_for_bytes_too() {
    for (int i = 0; i < 4; i++) {
      topics.send(ORDERS, Sent.of("e" + i, "x".repeat(10_000)));
    }
    Task task = start(with(settings(), 1_000, 15_000), ORDERS);
    task.store().answerAll();
    task.worker().poll();

    task.worker().poll();

    assertThat(task.worker().isPaused(ORDERS)).isTrue();
    task.settle();
    assertThat(upto(source(ORDERS))).isEqualTo(4);
  }

  @Test
  void stays_up_for_as_long_as_the_store_is_not_open() {
    topics.send(ORDERS, Sent.of("a", "1"));
    Task task = start(ORDERS);
    for (int i = 0; i < 100; i++) {
      task.worker().poll();
      task.worker().commit();
    }
    assertThat(committed).isEmpty();

    task.settle();

    assertThat(stream("a")).containsExactly("1");
  }

  @Test
  void stops_with_the_sentence_of_the_store() {
    Task task = start(ORDERS);
    task.sink().put(List.of());
    SteppedStore wrong = task.store();
    wrong.failNext("open", new StoreException("the keyspace annals is missing: create it"));
    wrong.answerAll();

    assertThatThrownBy(() -> task.sink().put(List.of()))
        .isInstanceOf(ConnectException.class)
        .hasMessage("the keyspace annals is missing: create it");
  }

  @Test
  void what_was_under_way_when_a_partition_was_taken_away_disturbs_nobody() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2"), Sent.of("b", "3")));
    topics.send(OTHERS, Sent.of("a", "x"));
    Task task = start(ORDERS, OTHERS);
    task.store().answerAll();
    task.worker().poll();
    task.worker().poll();
    task.sink().close(List.of(ORDERS));
    assertThat(task.sink().backlog().records()).as("OTHERS' only").isEqualTo(1);
    task.store().answerAll();

    Task next = start(ORDERS);
    next.settle();

    assertThat(upto(source(ORDERS))).isEqualTo(3);
    assertThat(upto(source(OTHERS))).isEqualTo(1);
    assertThat(stream("a")).hasSize(3).containsSubsequence("1", "2").contains("x");
    assertThat(stream("b")).containsExactly("3");
  }

  /** A task whose source is open, before its first records. */
  private Task reading() {
    Task task = start(ORDERS);
    task.store().answerAll();
    task.worker().poll();
    return task;
  }
}
