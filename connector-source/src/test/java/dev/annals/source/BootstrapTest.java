package dev.annals.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.StreamId;
import dev.annals.source.ReplaySettings.Mode;
import dev.annals.source.tail.Feed;
import dev.annals.source.tail.Run;
import dev.annals.source.tail.Scenario;
import dev.annals.testkit.store.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replay and the tail after it are one: no gap, no double, in order, whatever dies and when. */
class BootstrapTest {
  private static final int STEPS = 120;

  private static List<String> events(List<String> texts) {
    return texts.stream().filter(text -> text.contains("@")).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void everything_comes_out_once_and_in_order_under_load(int seed) {
    Random random = new Random(seed);
    try (InMemoryStore store = Scenario.inMemory()) {
      Scenario scenario = new Scenario(store, store.log(), random);
      for (int step = 0; step < STEPS; step++) {
        scenario.step();
      }
      Simulation simulation =
          new Simulation(store, new StoredByConnect(), Mode.BOOTSTRAP)
              .withEventsPerPoll(1 + random.nextInt(8))
              .start(1 + random.nextInt(2));
      for (int step = 0; step < 3 * STEPS; step++) {
        if (step % 3 == 0) {
          scenario.step();
        }
        simulation.poll(random.nextInt(simulation.tasks()));
        if (random.nextInt(15) == 0) {
          simulation.start(1 + random.nextInt(2));
        }
      }
      scenario.finish();
      simulation.drain();
      assertThat(events(simulation.texts()))
          .containsExactlyInAnyOrderElementsOf(events(scenario.expected()));
      Run.assertInOrder(simulation.texts());
      assertThat(simulation.texts()).as("reports, too").doesNotHaveDuplicates();
      assertThat(scenario.expected()).containsAll(simulation.texts());
      assertThat(simulation.notices()).containsOnlyOnce("replay-finished");
      assertThat(simulation.published())
          .as("some by the replay, some by the tail")
          .anyMatch(BootstrapTest::isReplayed)
          .anyMatch(one -> one.partition().containsKey("shard"));
    }
  }

  @Test
  void what_the_replay_published_early_is_left_out_by_the_tail() {
    StreamId stream = new StreamId("order", "x");
    try (InMemoryStore store = Scenario.inMemory()) {
      Feed a = new Feed(store, "a");
      Feed b = new Feed(store, "b, ~/%");
      a.append(stream, "1");
      b.append(stream, "2", "3");
      a.append(stream, "4");
      b.append(stream, "5");
      a.writeLog();
      Simulation simulation = new Simulation(store, new StoredByConnect(), Mode.BOOTSTRAP);
      simulation.start(1).drain();
      assertThat(simulation.texts())
          .as("2 and 3 precede 4, and 5 is for the tail")
          .containsExactly("order/x@1", "order/x@2", "order/x@3", "order/x@4");
      assertThat(simulation.published())
          .anyMatch(one -> String.valueOf(one.offset().get("early")).endsWith("@1"));

      b.writeLog();
      simulation.start(2).drain();
      assertThat(simulation.texts()).hasSize(5).endsWith("order/x@5");
    }
  }

  /** More than any page: whether they precede something shows only pages later. */
  @Test
  void hundreds_of_events_above_the_hand_over_come_early_only_where_something_below_follows() {
    StreamId stream = new StreamId("order", "x");
    try (InMemoryStore store = Scenario.inMemory()) {
      Feed a = new Feed(store, "a");
      Feed b = new Feed(store, "b");
      a.append(stream, "first");
      append(b, stream, 1, 400);
      a.append(stream, "last");
      append(b, stream, 401, 800);
      a.writeLog();
      Simulation simulation = new Simulation(store, new StoredByConnect(), Mode.BOOTSTRAP);
      simulation.start(1);
      for (int poll = 0; poll < 60; poll++) {
        simulation.poll(0);
        simulation.start(1);
      }
      simulation.drain();
      assertThat(simulation.texts()).hasSize(402).endsWith("order/x@402");
      Run.assertInOrder(simulation.texts());

      b.writeLog();
      simulation.start(1).drain();
      assertThat(simulation.texts()).hasSize(802);
      Run.assertInOrder(simulation.texts());
    }
  }

  private static void append(Feed feed, StreamId stream, int from, int to) {
    for (int event = from; event <= to; event++) {
      feed.append(stream, "event " + event);
    }
  }

  private static boolean isReplayed(Publication publication) {
    return publication.content() instanceof Publication.OfStore of && of.replay() != null;
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 22, 24, 25})
  void a_task_that_dies_after_any_record_goes_on_with_the_next(int seed) {
    Random random = new Random(seed);
    try (InMemoryStore store = Scenario.inMemory()) {
      Scenario scenario = new Scenario(store, store.log(), random);
      StoredByConnect stored = new StoredByConnect();
      Simulation first = new Simulation(store, stored, Mode.BOOTSTRAP).withEventsPerPoll(3);
      List<Integer> ends = new ArrayList<>(List.of(0));
      for (int step = 0; step < 60; step++) {
        scenario.step();
      }
      first.start(1);
      boolean lasts = true;
      for (int step = 0; lasts || step < 120; step++) {
        if (step < 60) {
          scenario.step();
        } else if (step == 60) {
          scenario.finish();
        }
        lasts = first.poll(0) > 0;
        ends.add(first.published().size());
      }
      first.drain();
      List<String> expected = events(scenario.expected());
      assertThat(events(first.texts())).containsExactlyInAnyOrderElementsOf(expected);
      for (int end : ends) {
        Simulation second = new Simulation(store, new StoredByConnect(), Mode.BOOTSTRAP);
        List<Publication> before = first.published().subList(0, end);
        before.forEach(second::commit);
        second.start(1).drain();
        assertThat(events(second.texts()))
            .as("after %d: %s", end, before.isEmpty() ? Map.of() : before.get(end - 1).offset())
            .containsExactlyInAnyOrderElementsOf(expected);
        Run.assertInOrder(second.texts());
      }
    }
  }
}
