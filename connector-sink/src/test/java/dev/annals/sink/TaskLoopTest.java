package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class TaskLoopTest {
  private final TaskLoop loop = new TaskLoop(Runnable::run);
  private final CompletionStage<String> answer = CompletableFuture.completedStage("answer");

  @Test
  void an_error_on_the_tasks_thread_ends_the_task() {
    loop.after(
        answer,
        value -> {
          throw new StackOverflowError("too deep");
        });

    assertThatThrownBy(loop::throwFault)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("too deep")
        .hasCauseInstanceOf(StackOverflowError.class);
  }

  @Test
  void what_comes_last_waits_for_the_end_of_the_outermost_turn() {
    List<String> steps = new ArrayList<>();

    loop.run(
        () -> {
          loop.lastly(() -> steps.add("last"));
          loop.after(answer, steps::add);
          steps.add("first");
        });

    assertThat(steps).containsExactly("answer", "first", "last");
  }

  @Test
  void nothing_comes_last_when_the_task_has_failed() {
    List<String> steps = new ArrayList<>();
    assertThatThrownBy(
            () ->
                loop.run(
                    () -> {
                      loop.lastly(() -> steps.add("last"));
                      throw new ConnectException("a fault");
                    }))
        .hasMessage("a fault");

    loop.run(() -> steps.add("a later turn"));

    assertThat(steps).containsExactly("a later turn");
  }

  @Test
  void a_fault_on_the_workers_thread_ends_it_too_and_no_later_answer_is_looked_at() {
    assertThatThrownBy(
            () ->
                loop.run(
                    () -> {
                      throw new IllegalStateException("a bug");
                    }))
        .isInstanceOf(IllegalStateException.class);

    loop.after(
        answer,
        value -> {
          throw new AssertionError("looked at");
        });

    assertThat(loop.hasFailed()).isTrue();
    assertThatThrownBy(loop::throwFault).hasMessageContaining("a bug");
  }
}
