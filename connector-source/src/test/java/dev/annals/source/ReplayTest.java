package dev.annals.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.StreamId;
import dev.annals.model.store.HandOver;
import dev.annals.model.store.Progress;
import dev.annals.model.store.ReadRequest;
import dev.annals.source.ReplaySettings.Mode;
import dev.annals.source.replay.Scope;
import dev.annals.source.scan.Await;
import dev.annals.source.tail.Emission;
import dev.annals.source.tail.Run;
import dev.annals.source.tail.Scenario;
import dev.annals.testkit.store.InMemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A replay, compared with an oracle: each stream up to the last event that was decided when the
 * replay began, whatever happens meanwhile, once and in order.
 */
class ReplayTest {
  private static final int STEPS = 150;

  private final StoredByConnect stored = new StoredByConnect();

  private static List<RecordedEvent> events(InMemoryStore store) {
    List<RecordedEvent> events = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      StreamId stream = new StreamId("order", "s" + i);
      events.addAll(Await.answer(store.read(ReadRequest.forwards(stream, 1, 10_000))).events());
    }
    return events;
  }

  /** What a replay that begins now has to publish. */
  private static List<RecordedEvent> expected(InMemoryStore store) {
    Map<String, Long> last = new HashMap<>();
    HandOver now = handOver(store);
    List<RecordedEvent> events = events(store);
    for (RecordedEvent event : events) {
      if (now.isBefore(event.at())) {
        last.put(event.stream().entityId(), event.version());
      }
    }
    return events.stream()
        .filter(event -> event.version() <= last.getOrDefault(event.stream().entityId(), 0L))
        .toList();
  }

  private static HandOver handOver(InMemoryStore store) {
    Map<Source, Long> upto = new HashMap<>();
    for (String name : List.of("a", "b", "c")) {
      for (Progress progress : Await.answer(store.log().progress(name))) {
        upto.put(progress.source(), progress.upto());
      }
    }
    return new HandOver("oracle", "", upto, Instant.EPOCH);
  }

  private static List<String> texts(List<RecordedEvent> events) {
    return events.stream().map(event -> Run.text(new Emission.Happened(event))).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void tasks_that_die_and_change_in_number_under_load_replay_everything_once_and_in_order(
      int seed) {
    Random random = new Random(seed);
    try (InMemoryStore store = Scenario.inMemory()) {
      Scenario scenario = new Scenario(store, store.log(), random);
      for (int step = 0; step < STEPS; step++) {
        scenario.step();
      }
      final List<String> expected = texts(expected(store));
      Simulation simulation =
          new Simulation(store, stored, Mode.REPLAY)
              .withEventsPerPoll(1 + random.nextInt(4))
              .start(1 + random.nextInt(5));
      int restarts = 0;
      for (int step = 0; step < STEPS; step++) {
        scenario.step();
        simulation.poll(random.nextInt(simulation.tasks()));
        if (random.nextInt(12) == 0) {
          simulation.start(1 + random.nextInt(5));
          restarts++;
        }
      }
      simulation.drain();
      assertThat(simulation.texts()).containsExactlyInAnyOrderElementsOf(expected);
      Run.assertInOrder(simulation.texts());
      assertThat(restarts).isPositive();
      assertThat(simulation.notices())
          .hasSize(65)
          .endsWith("replay-finished")
          .containsOnlyOnce("replay-finished");
      assertThat(simulation.counters().finishedGauge()).isOne();
      int published = simulation.published().size();
      simulation.start(3).drain();
      assertThat(simulation.published()).as("a replay that is over idles").hasSize(published);
    }
  }

  /** Without transactions Connect may have stored the offsets of a part of what was published. */
  @ParameterizedTest
  @ValueSource(ints = {21, 22, 23, 24})
  void a_task_that_dies_after_any_record_skips_nothing(int seed) {
    Random random = new Random(seed);
    try (InMemoryStore store = Scenario.inMemory()) {
      Scenario scenario = new Scenario(store, store.log(), random);
      for (int step = 0; step < 60; step++) {
        scenario.step();
      }
      final List<String> expected = texts(expected(store));
      Simulation whole = new Simulation(store, stored, Mode.REPLAY).start(1).drain();
      assertThat(whole.texts()).containsExactlyInAnyOrderElementsOf(expected);
      for (int crash = 0; crash <= whole.published().size(); crash++) {
        Simulation second = new Simulation(store, new StoredByConnect(), Mode.REPLAY);
        whole.published().subList(0, crash).forEach(second::commit);
        second.start(1).drain();
        assertThat(second.texts()).as("after %d", crash).hasSameElementsAs(expected);
        Run.assertInOrder(firstOccurrences(second.texts()));
        assertThat(second.texts()).as("offsets are as they were").hasSameSizeAs(expected);
        assertThat(second.notices()).containsOnlyOnce("replay-finished");
      }
    }
  }

  private static List<String> firstOccurrences(List<String> texts) {
    Set<String> seen = new HashSet<>();
    return texts.stream().filter(seen::add).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {31, 32, 33, 34, 35, 36, 37, 38, 39})
  void a_bounded_replay_is_a_filter_of_the_whole(int seed) {
    Random random = new Random(seed);
    try (InMemoryStore store = Scenario.inMemory()) {
      Scenario scenario = new Scenario(store, store.log(), random);
      for (int step = 0; step < STEPS; step++) {
        scenario.step();
      }
      List<RecordedEvent> whole = expected(store);
      RecordedEvent inside = whole.get(random.nextInt(whole.size()));
      Set<String> ids =
          random.nextBoolean() ? Set.of(inside.stream().entityId(), "none") : Set.of();
      long from = random.nextLong(inside.version()) + 1;
      long to = inside.version() + random.nextLong(60);
      Scope scope =
          new Scope(
              new TreeSet<>(Set.of("order")),
              new TreeSet<>(ids),
              new TreeSet<>(random.nextBoolean() ? Set.of("happened") : Set.of()),
              random.nextBoolean() ? inside.recordedAt() : null,
              null,
              from,
              to);
      Simulation bounded =
          new Simulation(store, stored, Mode.REPLAY).within(scope).start(2).drain();
      List<RecordedEvent> filtered =
          whole.stream()
              .filter(e -> ids.isEmpty() || ids.contains(e.stream().entityId()))
              .filter(e -> e.version() >= from && e.version() <= to)
              .filter(
                  e ->
                      scope.recordedFrom() == null
                          || !e.recordedAt().isBefore(scope.recordedFrom()))
              .toList();
      assertThat(filtered).isNotEmpty();
      assertThat(bounded.texts()).containsExactlyInAnyOrderElementsOf(texts(filtered));
      assertThat(bounded.notices()).containsOnlyOnce("replay-finished");
    }
  }
}
