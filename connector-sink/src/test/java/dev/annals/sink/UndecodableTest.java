package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.connector.record.Origin;
import dev.annals.model.Outcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class UndecodableTest extends SinkScenario {
  @Test
  void goes_to_the_dead_letter_queue_and_the_task_goes_on() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.undecodable(), Sent.of("a", "2")));

    Task task = start(ORDERS);
    task.settle();

    assertThat(task.worker().deadLetters).containsExactly(new Origin(ORDERS, 1));
    assertThat(stream("a")).containsExactly("1", "2");
    assertThat(upto(source(ORDERS))).isEqualTo(3);
    assertThat(refusals(source(ORDERS), 0))
        .singleElement()
        .satisfies(row -> assertThat(row.outcome()).isInstanceOf(Outcome.Undecodable.class));
  }

  @Test
  void is_reported_after_its_row_is_written_and_before_progress_passes() {
    topics.send(ORDERS, Sent.undecodable());
    Task task = start(ORDERS);
    task.store().answerAll();
    CompletableFuture<Void> taken = new CompletableFuture<>();
    task.worker().deadLetterAnswer = taken;
    task.worker().poll();
    task.worker().poll();
    assertThat(task.worker().deadLetters).isEmpty();

    task.store().answer("refuse");
    task.worker().poll();
    assertThat(task.worker().deadLetters).hasSize(1);
    assertThat(task.store().steps()).as("progress waits for the queue").isEmpty();

    taken.complete(FakeWorker.nothing());
    task.worker().poll();
    task.store().answerAll();
    assertThat(upto(source(ORDERS))).isEqualTo(1);
  }

  @Test
  void no_commit_is_asked_for_before_the_queue_has_answered() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.undecodable()));
    Task task = start(ORDERS);
    CompletableFuture<Void> taken = new CompletableFuture<>();
    task.worker().deadLetterAnswer = taken;
    for (int turn = 0; turn < 20; turn++) {
      task.worker().poll();
      task.store().answerAll();
    }
    assertThat(task.worker().deadLetters).hasSize(1);
    assertThat(upto(source(ORDERS))).as("there is something to commit").isEqualTo(1);
    assertThat(task.worker().committed).isEmpty();

    taken.complete(FakeWorker.nothing());
    task.settle();
    assertThat(task.worker().committed).containsEntry(ORDERS, 2L);
  }

  @Test
  void stops_the_task_where_the_queue_does_not_take_it() {
    topics.send(ORDERS, Sent.undecodable());
    Task task = start(ORDERS);
    task.worker().deadLetterAnswer =
        CompletableFuture.failedFuture(new IllegalStateException("no such topic"));

    assertThatThrownBy(task::settle)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("orders-0@0")
        .hasMessageContaining("no such topic");
    assertThat(upto(source(ORDERS))).isZero();
  }

  @Test
  void stops_the_task_without_a_queue_once_all_before_it_is_logged() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.undecodable(), Sent.of("a", "2")));

    Task task = start(withoutDeadLetters(settings()), ORDERS);

    assertThatThrownBy(task::settle)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("orders-0@1")
        .hasMessageContaining("errors.deadletterqueue.topic.name");
    assertThat(stream("a")).containsExactly("1");
    assertThat(upto(source(ORDERS))).isEqualTo(1);
    assertThat(task.worker().deadLetters).isEmpty();
  }

  @Test
  void is_reported_again_where_a_task_stopped_before_progress() {
    topics.send(ORDERS, Sent.undecodable());
    Task task = start(ORDERS);
    task.store().answerAll();
    task.worker().poll();
    task.worker().poll();
    task.store().answer("refuse");

    Task next = start(ORDERS);
    next.settle();

    assertThat(next.worker().deadLetters).containsExactly(new Origin(ORDERS, 0));
    assertThat(next.store().calls()).doesNotContain("refuse", "append");
    assertThat(upto(source(ORDERS))).isEqualTo(1);
  }
}
