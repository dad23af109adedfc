package dev.annals.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.testkit.servers.ConnectWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A worker that is frozen until another one does its work, and then wakes up. */
@Breakable.Tests
class ZombieIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Breakable breakable = Breakable.get();

  @Test
  void a_zombie_that_wakes_when_all_is_done_leaves_everything_as_it_is() {
    Scenario scenario = new Scenario(breakable.whole(), "zombie");
    String topic = scenario.topic("in", 1);
    try (Load load = new Load(scenario, topic, 3)) {
      ConnectWorker zombie = freeze(scenario, topic, load);
      load.awaitMidLoad();
      load.stop();
      scenario.awaitDecided(topic);
      wake(zombie, scenario, topic);
      Account account = Account.settle(scenario, topic, load);
      assertThat(account.exceptions()).isEmpty();
    }
    end(scenario);
  }

  @Test
  void a_zombie_that_wakes_with_older_settings_in_mid_load_changes_no_outcome() {
    Scenario scenario = new Scenario(breakable.whole(), "oldzombie");
    String topic = scenario.topic("in", 1);
    try (Load load = new Load(scenario, topic, 3)) {
      ConnectWorker zombie = freeze(scenario, topic, load);
      Map<String, String> changed =
          scenario.whole().sinkConfig(topic, Map.of("on.conflict", "accept"));
      awaitSuccessor(
          scenario, topic, load, () -> other(zombie).rest().put(scenario.type(), changed));
      load.awaitMidLoad();
      wake(zombie, scenario, topic);
      load.awaitMidLoad();
      Account account = Account.settle(scenario, topic, load);
      assertThat(account.rejected()).as("before the change").isNotEmpty();
      assertThat(account.exceptions()).as("after the change").isNotEmpty();
    }
    end(scenario);
  }

  /** Freezes the worker of a sink's task in mid-load, until another one goes on with its work. */
  private ConnectWorker freeze(Scenario scenario, String topic, Load load) {
    breakable.second();
    scenario.whole().sink(scenario.type(), topic, Map.of());
    load.awaitMidLoad();
    ConnectWorker zombie = workerOf(scenario.type());
    zombie.pause();
    awaitSuccessor(scenario, topic, load, () -> {});
    return zombie;
  }

  /**
   * Lets the frozen worker go on until it has seen that its time is over: mostly, when it is not
   * let write a refusal; on a slow machine its consumer is told first.
   */
  private static void wake(ConnectWorker zombie, Scenario scenario, String topic) {
    long before = lines(zombie, scenario.type(), "leaving the group");
    zombie.resume();
    Awaitility.await("the zombie lets go of " + topic)
        .atMost(LIMIT)
        .until(
            () ->
                lines(zombie, topic, "this one lets it go") > 0
                    || lines(zombie, scenario.type(), "leaving the group") > before);
  }

  /** The rightful owner was not ended. */
  private void end(Scenario scenario) {
    breakable.first().rest().awaitRunning(scenario.type(), 1);
    breakable.first().rest().delete(scenario.type());
  }

  /** Waits until somebody else than now owns the topic's partition, and decides on. */
  private static void awaitSuccessor(
      Scenario scenario, String topic, Load load, Runnable takeOver) {
    RefusedRows refused = RefusedRows.of(scenario.whole());
    Map<String, UUID> owner = refused.owners(topic);
    assertThat(owner).hasSize(1);
    long decided = load.decided();
    takeOver.run();
    Awaitility.await("another owns " + topic + " and goes on from " + decided)
        .atMost(LIMIT)
        .until(() -> !refused.owners(topic).equals(owner) && load.decided() > decided);
  }

  private ConnectWorker workerOf(String sink) {
    String id = breakable.first().rest().status(sink).tasks().get(0).worker();
    return breakable.first().rest().workerId().equals(id) ? breakable.first() : breakable.second();
  }

  private ConnectWorker other(ConnectWorker worker) {
    return worker == breakable.first() ? breakable.second() : breakable.first();
  }

  private static long lines(ConnectWorker worker, String about, String words) {
    try (Stream<String> lines = Files.lines(worker.log())) {
      return lines.filter(line -> line.contains(about) && line.contains(words)).count();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
