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

/** A tail whose log expires again and again, and whose tasks die in the middle of repairs. */
class RepairTest {
  private static final int STEPS = 200;

  private static List<String> events(List<String> texts) {
    return texts.stream().filter(text -> text.contains("@")).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void every_event_comes_out_once_and_in_order_however_much_of_the_log_expires(int seed) {
    Random random = new Random(seed);
    try (InMemoryStore store = Scenario.inMemory()) {
      Scenario scenario = new Scenario(store, store.log(), random);
      Simulation simulation =
          new Simulation(store, new StoredByConnect(), Mode.TAIL)
              .withEventsPerPoll(1 + random.nextInt(6))
              .start(1);
      // Something of every source is published: from then on nothing may be passed over.
      for (int step = 0; step < 40; step++) {
        scenario.step();
      }
      scenario.finish();
      simulation.drain();
      for (int step = 0; step < STEPS; step++) {
        scenario.step();
        if (random.nextInt(3) == 0) {
          simulation.poll(random.nextInt(simulation.tasks()));
        }
        if (random.nextInt(20) == 0) {
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
      assertThat(simulation.notices()).contains("log-repaired");
      simulation.start(2).drain();
      assertThat(events(simulation.texts())).hasSameSizeAs(events(scenario.expected()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 22, 23, 24, 25, 26})
  void a_repair_that_dies_after_any_poll_goes_on_there(int seed) {
    Random random = new Random(seed);
    try (InMemoryStore store = Scenario.inMemory()) {
      Scenario scenario = new Scenario(store, store.log(), random);
      StoredByConnect stored = new StoredByConnect();
      Simulation simulation = new Simulation(store, stored, Mode.TAIL).withEventsPerPoll(1);
      for (int step = 0; step < 40; step++) {
        scenario.step();
      }
      scenario.finish();
      simulation.start(1).drain();
      for (int step = 0; step < 60; step++) {
        scenario.step();
      }
      scenario.finish();
      store.expire(segment -> random.nextInt(3) > 0);
      for (int quiet = 0; quiet < 8; quiet++) {
        simulation.start(1 + random.nextInt(2));
        for (int task = 0; task < simulation.tasks(); task++) {
          // The first poll may only find out that something is missing.
          int published = simulation.poll(task) + simulation.poll(task);
          quiet = published > 0 ? 0 : quiet;
        }
      }
      simulation.drain();
      assertThat(events(simulation.texts()))
          .containsExactlyInAnyOrderElementsOf(events(scenario.expected()));
      Run.assertInOrder(simulation.texts());
      assertThat(simulation.notices()).contains("log-repaired");
    }
  }
}
