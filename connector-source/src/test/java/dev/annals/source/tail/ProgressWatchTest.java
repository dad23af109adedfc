package dev.annals.source.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.Source;
import dev.annals.model.store.Progress;
import dev.annals.model.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** How often the progress of which topics is asked for. */
class ProgressWatchTest {
  private static final int QUIET = ProgressWatch.QUIET_AT_ONCE;

  private final Map<String, Long> uptos = new LinkedHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private long now;
  private boolean broken;

  private final ProgressWatch watch =
      new ProgressWatch(
          () -> CompletableFuture.completedStage(List.copyOf(uptos.keySet())),
          this::progress,
          Duration.ofMillis(100),
          () -> now);

  private CompletionStage<List<Progress>> progress(String name) {
    if (broken) {
      return CompletableFuture.failedStage(new StoreException("it is broken"));
    }
    asked.add(name);
    Progress progress =
        new Progress(
            new Source(name, 0, "1"),
            uptos.getOrDefault(name, 0L),
            Map.of(),
            "mapping",
            null,
            Instant.EPOCH);
    return CompletableFuture.completedStage(List.of(progress));
  }

  private void topics(int count) {
    for (int i = 0; i < count; i++) {
      uptos.put("t" + i, 5L);
    }
  }

  /** What is asked for when a poll's time has come. */
  private List<String> look() {
    asked.clear();
    now += Duration.ofMillis(100).toNanos();
    List<Progress> read = watch.read();
    assertThat(read).extracting(progress -> progress.source().name()).isEqualTo(asked);
    return List.copyOf(asked);
  }

  @Test
  void all_are_looked_at_first_and_where_there_are_few_each_time() {
    topics(QUIET);

    for (int i = 0; i < 5; i++) {
      assertThat(look()).containsExactlyInAnyOrderElementsOf(uptos.keySet());
    }
  }

  @Test
  void nothing_is_asked_before_the_interval_has_passed() {
    topics(3);
    look();
    now += Duration.ofMillis(99).toNanos();

    assertThat(watch.read()).isEmpty();
  }

  @Test
  void of_many_that_are_silent_so_many_are_looked_at_by_turns_and_none_is_left_out() {
    topics(10 * QUIET);
    look();
    look(); // Now it is known that they are silent.

    List<String> tenTurns = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      List<String> turn = look();
      assertThat(turn).hasSize(QUIET);
      tenTurns.addAll(turn);
    }
    assertThat(tenTurns).containsExactlyInAnyOrderElementsOf(uptos.keySet());
  }

  @Test
  void where_something_happens_it_is_looked_at_each_time() {
    topics(10 * QUIET);
    look();
    for (int i = 0; i < 30; i++) {
      uptos.merge("t7", 1L, Long::sum);
      assertThat(look()).contains("t7");
    }
    look();

    assertThat(look()).as("silent again").doesNotContain("t7");
  }

  @Test
  void a_new_one_is_looked_at_as_soon_as_its_name_is_seen() {
    topics(10 * QUIET);
    look();
    uptos.put("new", 1L);
    now += Duration.ofSeconds(2).toNanos();

    assertThat(look()).contains("new");
  }

  @Test
  void a_fault_leaves_none_out() {
    topics(QUIET);
    look();
    broken = true;
    assertThatThrownBy(this::look).isInstanceOf(StoreException.class);
    broken = false;

    assertThat(look()).containsExactlyInAnyOrderElementsOf(uptos.keySet());
  }
}
