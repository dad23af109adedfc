package dev.annals.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.source.ReplaySettings.Mode;
import dev.annals.source.tail.Run;
import dev.annals.source.tail.Scenario;
import dev.annals.testkit.store.InMemoryStore;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bootstrap that takes so long, or stands still so often, that the log expires under it. */
class BootstrapRepairTest {
  private static final int STEPS = 120;

  private static List<String> events(List<String> texts) {
    return texts.stream().filter(text -> text.contains("@")).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void whatever_expires_between_the_hand_over_and_the_tail_every_event_comes_out_once_in_order(
      int seed) {
    Random random = new Random(seed);
    try (InMemoryStore store = Scenario.inMemory()) {
      Scenario scenario = new Scenario(store, store.log(), random);
      for (int step = 0; step < random.nextInt(STEPS); step++) {
        scenario.step();
      }
      Simulation simulation =
          new Simulation(store, new StoredByConnect(), Mode.BOOTSTRAP)
              .withEventsPerPoll(1 + random.nextInt(8))
              .start(1 + random.nextInt(2));
      for (int step = 0; step < 4 * STEPS; step++) {
        if (step % 3 == 0) {
          scenario.step();
        }
        simulation.poll(random.nextInt(simulation.tasks()));
        if (random.nextInt(30) == 0) {
          int percent = random.nextInt(100);
          store.expire(segment -> random.nextInt(100) < percent);
        }
        if (random.nextInt(15) == 0) {
          simulation.start(1 + random.nextInt(2));
        }
      }
      scenario.finish();
      store.expire(segment -> random.nextInt(3) == 0);
      simulation.drain();
      assertThat(events(simulation.texts()))
          .containsExactlyInAnyOrderElementsOf(events(scenario.expected()));
      Run.assertInOrder(simulation.texts());
      assertThat(simulation.texts()).as("reports, too").doesNotHaveDuplicates();
      assertThat(simulation.notices()).containsOnlyOnce("replay-finished").contains("log-repaired");
    }
  }
}
