package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Offsets that were to come next and did not. */
class GapsTest extends SinkScenario {
  private Topics lives = life("1");

  @Test
  void records_that_retention_removed_are_told_of_and_counted() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2")));
    start(ORDERS).settle();
    topics.sendAll(ORDERS, List.of(Sent.of("a", "3"), Sent.of("a", "4"), Sent.of("a", "5")));
    topics.removeBelow(ORDERS, 4);

    Task next = start(ORDERS);
    next.settle();

    assertThat(stream("a")).containsExactly("1", "2", "5");
    assertThat(next.sink().tally().undelivered.sum()).isEqualTo(2);
  }

  @Test
  void holes_after_the_last_decided_record_are_nothing_to_tell_of() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2")));
    start(ORDERS).settle();
    topics.skip(ORDERS, 3);
    topics.send(ORDERS, Sent.of("a", "3"));

    Task next = start(ORDERS);
    next.settle();

    assertThat(stream("a")).containsExactly("1", "2", "3");
    assertThat(next.sink().tally().undelivered.sum()).isZero();
  }

  @Test
  void what_retention_removed_during_a_pause_is_told_of_and_counted() {
    Task task = pausedAt(20);
    topics.removeBelow(ORDERS, 25);

    task.settle();

    assertThat(upto(source(ORDERS))).isEqualTo(30);
    assertThat(task.sink().tally().accepted.sum()).isEqualTo(25);
    assertThat(task.sink().tally().undelivered.sum()).isEqualTo(5);
  }

  @Test
  void kafka_is_asked_where_the_log_starts_if_it_can_be() {
    List<TopicPartition> asked = new ArrayList<>();
    lives =
        new Topics(
            Incarnations.fixed("1"),
            partition -> {
              asked.add(partition);
              return CompletableFuture.completedStage(25L);
            },
            () -> {});
    Task task = pausedAt(20);
    topics.removeBelow(ORDERS, 25);

    task.settle();

    assertThat(asked).containsExactly(ORDERS);
  }

  @Test
  void a_pause_without_a_gap_is_nothing_to_tell_of() {
    Task task = pausedAt(20);

    task.settle();

    assertThat(upto(source(ORDERS))).isEqualTo(30);
    assertThat(task.sink().tally().undelivered.sum()).isZero();
  }

  @Test
  void holes_are_nothing_to_tell_of_while_records_flow() {
    topics.send(ORDERS, Sent.of("a", "1"));
    Task task = start(settings(), lives, ORDERS);
    task.settle();
    topics.skip(ORDERS, 1);
    topics.send(ORDERS, Sent.of("a", "2"));

    task.settle();

    assertThat(stream("a")).containsExactly("1", "2");
    assertThat(task.sink().tally().undelivered.sum()).isZero();
  }

  /** A task that took this many of thirty records, and takes no more until they are logged. */
  private Task pausedAt(int taken) {
    for (int i = 0; i < 30; i++) {
      topics.send(ORDERS, Sent.of("e" + i, "x"));
    }
    Task task = start(with(settings(), 10, 1 << 20), lives, ORDERS);
    task.store().answerAll();
    task.worker().poll();
    task.worker().maxPollRecords = taken;
    task.worker().poll();
    assertThat(task.worker().isPaused(ORDERS)).isTrue();
    return task;
  }
}
