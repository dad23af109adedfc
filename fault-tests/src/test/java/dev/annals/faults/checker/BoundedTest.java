package dev.annals.faults.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.faults.history.Entry;
import dev.annals.faults.history.HeapUsed;
import dev.annals.faults.history.History;
import dev.annals.faults.history.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class BoundedTest {
  private static final long MEBIBYTE = 1L << 20;
  private static final int EPISODES = 13;

  @Test
  void heaps_that_go_up_and_down_by_chance_are_bounded() {
    Random random = new Random(1);

    Verdict verdict = check(EPISODES, episode -> (50 + random.nextInt(8)) * MEBIBYTE);

    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.checked())
        .containsEntry("heaps", 2L * EPISODES)
        .containsEntry("episodes compared", 8L);
  }

  @Test
  void a_worker_that_keeps_a_little_of_each_episode_is_found() {
    Random random = new Random(1);

    Verdict verdict =
        check(EPISODES, episode -> (50 + random.nextInt(4) + 3L * episode) * MEBIBYTE);

    assertThat(verdict.violations())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.invariant()).isEqualTo(Invariant.BOUNDED);
              assertThat(violation.where()).isEqualTo("heaps of 12 episodes");
            });
  }

  @Test
  void what_is_made_once_in_the_first_episode_is_no_growth() {
    Verdict verdict = check(EPISODES, episode -> (episode == 1 ? 5 : 60) * MEBIBYTE);

    assertThat(verdict.violations()).isEmpty();
  }

  @Test
  void a_heap_of_more_than_half_of_what_there_is_is_found_at_once() {
    Verdict verdict = check(1, episode -> Bounded.MOST_BYTES + 1);

    assertThat(verdict.violations()).hasSize(2);
  }

  @Test
  void a_run_without_heaps_proves_nothing() {
    assertThat(check(0, episode -> 0).violations())
        .extracting(Violation::where)
        .containsExactly("nothing was looked at");
  }

  private static Verdict check(int episodes, IntToLongFunction bytes) {
    List<Entry> entries = new ArrayList<>(List.of(new Run(1, true, 1_000, "heaps")));
    for (int episode = 1; episode <= episodes; episode++) {
      for (String worker : List.of("127.0.0.1:1", "127.0.0.1:2")) {
        entries.add(new HeapUsed(worker, 1, episode, bytes.applyAsLong(episode), 1, 1, episode));
      }
    }
    return Checker.checkHeaps(new History(entries));
  }
}
