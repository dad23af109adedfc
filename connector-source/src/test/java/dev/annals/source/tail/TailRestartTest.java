package dev.annals.source.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.testkit.store.InMemoryStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ORDERED, whenever a task dies: exactly once between batches, at least once within one. */
class TailRestartTest {
  private static final int STEPS = 120;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void tasks_that_die_between_batches_publish_everything_once_and_in_order(int seed) {
    Random random = new Random(seed);
    try (InMemoryStore store = Scenario.inMemory()) {
      Scenario scenario = new Scenario(store, store.log(), random);
      TailSettings settings =
          Run.withLimits(Run.settings(store), 1 + random.nextInt(8), 1, 1 + random.nextInt(3));
      Run run = scenario.run(settings, Map.of());
      for (int step = 0; step < STEPS; step++) {
        scenario.step();
        if (random.nextInt(3) == 0) {
          run.poll();
        }
        if (random.nextInt(8) == 0) {
          run.restart();
        }
      }
      scenario.finish();
      run.drain();
      assertThat(run.texts()).containsExactlyInAnyOrderElementsOf(scenario.expected());
      Run.assertInOrder(run.texts());
      assertThat(run.counters().lag()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 22, 23, 24, 25, 26, 27, 28})
  void a_task_that_dies_after_any_record_skips_nothing(int seed) {
    Random random = new Random(seed);
    try (InMemoryStore store = Scenario.inMemory()) {
      Scenario scenario = new Scenario(store, store.log(), random);
      Run first = scenario.run();
      List<Integer> batchEnds = new ArrayList<>(List.of(0));
      for (int step = 0; step < STEPS; step++) {
        scenario.step();
        if (random.nextInt(4) == 0) {
          first.poll();
          batchEnds.add(first.published().size());
        }
      }
      scenario.finish();
      first.drain();
      List<String> expected = scenario.expected();
      for (int crash = 0; crash <= first.published().size(); crash++) {
        List<Emission> before = first.published().subList(0, crash);
        Run second = scenario.run(first.settings(), Run.offsetsOf(before)).drain();
        List<String> together = new ArrayList<>(Run.texts(before));
        together.addAll(second.texts());
        assertThat(new HashSet<>(together)).containsExactlyInAnyOrderElementsOf(expected);
        Run.assertInOrder(firstOccurrences(together));
        if (batchEnds.contains(crash)) {
          assertThat(together).hasSameSizeAs(expected);
        }
      }
    }
  }

  /** Without transactions Connect stores the offset of each source when it gets to it. */
  @ParameterizedTest
  @ValueSource(ints = {31, 32, 33, 34, 35, 36, 37, 38})
  void offsets_that_are_stored_one_by_one_skip_nothing(int seed) {
    Random random = new Random(seed);
    try (InMemoryStore store = Scenario.inMemory()) {
      Scenario scenario = new Scenario(store, store.log(), random);
      Run first = scenario.run();
      for (int step = 0; step < STEPS; step++) {
        scenario.step();
        if (random.nextInt(4) == 0) {
          first.poll();
        }
      }
      scenario.finish();
      first.drain();
      for (int attempt = 0; attempt < 40; attempt++) {
        int crash = random.nextInt(first.published().size() + 1);
        Map<ShardSource, TailOffset> stored = new HashMap<>();
        for (Emission emission : first.published().subList(0, crash)) {
          if (random.nextInt(3) != 0) {
            stored.put(emission.place(), emission.offset());
          }
        }
        Run second = scenario.run(first.settings(), stored).drain();
        List<String> together = new ArrayList<>(Run.texts(first.published().subList(0, crash)));
        together.addAll(second.texts());
        assertThat(new HashSet<>(together))
            .containsExactlyInAnyOrderElementsOf(scenario.expected());
        Run.assertInOrder(firstOccurrences(together));
      }
    }
  }

  private static List<String> firstOccurrences(List<String> texts) {
    Set<String> seen = new HashSet<>();
    return texts.stream().filter(seen::add).toList();
  }
}
