package dev.annals.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.testkit.servers.ConnectRest;
import dev.annals.testkit.servers.ConnectorStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@Breakable.Tests
class RebalanceIT {
  private static final String SINK = "moved";

  private final Breakable breakable = Breakable.get();

  @Test
  void workers_and_tasks_that_come_and_go_in_mid_load_lose_and_double_nothing() {
    breakable.dismissSecond();
    Scenario scenario = new Scenario(breakable.whole(), SINK);
    String topic = scenario.topic("in", 4);
    ConnectRest rest = scenario.whole().rest();
    String first = rest.workerId();
    scenario.whole().sink(SINK, topic, Map.of("tasks.max", "2"));
    // Else the second worker could be given the source's two tasks, and none of the sink's.
    rest.stop("source");
    try (Load load = new Load(scenario, topic, 10)) {
      load.awaitMidLoad();
      Map<String, UUID> alone = RefusedRows.of(scenario.whole()).owners(topic);

      String second = breakable.second().rest().workerId();
      awaitTasks(rest, 2, Set.of(first, second));
      rest.resume("source");
      load.awaitMidLoad();
      assertThat(RefusedRows.of(scenario.whole()).owners(topic).values())
          .as("partitions were opened anew")
          .doesNotContainAnyElementsOf(alone.values());

      rest.put(SINK, scenario.whole().sinkConfig(topic, Map.of("tasks.max", "3")));
      awaitTasks(rest, 3, Set.of(first, second));
      load.awaitMidLoad();

      breakable.dismissSecond();
      awaitTasks(rest, 3, Set.of(first));
      load.awaitMidLoad();
      Account.settle(scenario, topic, load);
    }
    rest.delete(SINK);
  }

  /** Waits until so many tasks run, and these workers have some of them. */
  private static void awaitTasks(ConnectRest rest, int tasks, Set<String> workers) {
    Awaitility.await(tasks + " tasks run on " + workers)
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(
            () -> {
              ConnectorStatus status = rest.status(SINK);
              return status.isRunning(tasks)
                  && status.tasks().stream()
                      .map(ConnectorStatus.Task::worker)
                      .collect(Collectors.toSet())
                      .equals(workers);
            });
  }
}
