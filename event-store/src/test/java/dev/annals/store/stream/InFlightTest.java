package dev.annals.store.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final InFlight inFlight = new InFlight(2);
  private final List<String> started = new ArrayList<>();

  @Test
  void calls_beyond_the_bound_wait_and_start_in_order() {
    CompletableFuture<String> first = call("first");
    CompletableFuture<String> second = call("second");
    call("third");
    call("fourth");
    assertThat(started).containsExactly("first", "second");

    second.complete("done");
    assertThat(started).containsExactly("first", "second", "third");
    first.complete("done");
    assertThat(started).containsExactly("first", "second", "third", "fourth");
  }

  @Test
  void a_call_that_fails_or_throws_gives_its_place_away() {
    CompletableFuture<String> answer =
        inFlight
            .<String>run(
                () -> {
                  throw new IllegalStateException("at once");
                })
            .toCompletableFuture();
    CompletableFuture<String> second = call("second");
    call("third");
    second.completeExceptionally(new IllegalStateException("later"));
    call("fourth");

    assertThat(answer).isCompletedExceptionally();
    assertThat(started).containsExactly("second", "third", "fourth");
  }

  private CompletableFuture<String> call(String name) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    inFlight.run(
        () -> {
          started.add(name);
          return answer;
        });
    return answer;
  }
}
