package dev.annals.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.testkit.servers.ConnectRest;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@Breakable.Tests
class RestartedServersIT {
  private static final Duration OUTAGE = Duration.ofSeconds(30);

  private final Breakable breakable = Breakable.get();

  @Test
  void cassandra_stopped_for_30_seconds_in_mid_load_fails_no_task_and_loses_nothing() {
    Scenario scenario = new Scenario(breakable.whole(), "nostore");
    String topic = scenario.topic("in", 2);
    scenario.whole().sink("nostore", topic, Map.of("tasks.max", "2"));
    ConnectRest rest = scenario.whole().rest();
    try (Load load = new Load(scenario, topic, 10)) {
      load.awaitMidLoad();
      int sent = load.sent();
      breakable.cassandra().stop();
      Awaitility.await("all tasks run while Cassandra does not")
          .during(OUTAGE)
          .atMost(OUTAGE.multipliedBy(2))
          .until(() -> rest.status("nostore").isRunning(2) && rest.status("source").isRunning(2));
      breakable.cassandra().start();
      assertThat(load.sent()).as("events came meanwhile").isGreaterThan(sent);
      load.awaitMidLoad();
      Account.settle(scenario, topic, load);
    }
    assertThat(rest.status("nostore").failures()).isEmpty();
    assertThat(rest.status("source").failures()).isEmpty();
    rest.delete("nostore");
  }

  @Test
  void a_broker_restarted_in_mid_load_fails_no_task_and_loses_nothing() {
    Scenario scenario = new Scenario(breakable.whole(), "nobroker");
    String topic = scenario.topic("in", 2);
    scenario.whole().sink("nobroker", topic, Map.of("tasks.max", "2"));
    ConnectRest rest = scenario.whole().rest();
    try (Load load = new Load(scenario, topic, 10)) {
      load.awaitMidLoad();
      breakable.broker().stop();
      breakable.broker().start();
      load.awaitMidLoad();
      Account.settle(scenario, topic, load);
    }
    rest.awaitRunning("nobroker", 2);
    rest.awaitRunning("source", 2);
    rest.delete("nobroker");
  }
}
