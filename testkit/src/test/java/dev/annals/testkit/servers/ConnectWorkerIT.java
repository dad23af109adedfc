package dev.annals.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** With two connectors that come with Kafka: one that counts, and one that fails when told to. */
class ConnectWorkerIT {
  private static final String COUNTING = "org.apache.kafka.connect.tools.VerifiableSourceConnector";
  private static final String FAILING = "org.apache.kafka.connect.tools.MockSourceConnector";

  private static final WorkerSettings SETTINGS =
      WorkerSettings.on(SharedServers.kafka()).group("testkit");
  private static final ConnectWorker worker = ConnectWorker.start(Place.fresh("worker"), SETTINGS);

  @AfterAll
  static void close() {
    worker.close();
  }

  @Test
  void a_worker_without_plugins_has_those_of_kafka() {
    assertThat(worker.rest().connectorPlugins()).contains(COUNTING, FAILING);
  }

  @Test
  void a_connector_runs_stops_shows_its_offsets_and_forgets_them() {
    ConnectRest rest = worker.rest();
    rest.put("counting", counting("1"));
    assertThat(rest.awaitRunning("counting", 1).isRunning(1)).isTrue();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> !rest.offsets("counting").path("offsets").isEmpty());

    rest.stop("counting");
    rest.resetOffsets("counting");

    assertThat(rest.offsets("counting").path("offsets")).isEmpty();
    rest.delete("counting");
    assertThatThrownBy(() -> rest.status("counting"))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("GET http://127.0.0.1:")
        .hasMessageContaining("/connectors/counting/status was refused (404): ");
  }

  @Test
  void a_task_that_fails_is_told_with_its_trace() {
    Map<String, String> config =
        Map.of("connector.class", FAILING, "mock_mode", "task-failure", "delay_ms", "0");
    worker.rest().put("failing", config);

    assertThatThrownBy(() -> worker.rest().awaitRunning("failing", 1))
        .isInstanceOf(ServerFailure.class)
        .hasMessageStartingWith("Task failing-0 failed: ")
        .hasMessageContaining("RuntimeException");
    worker.rest().delete("failing");
  }

  @Test
  void a_wrong_configuration_is_told_by_setting() {
    Map<String, String> config = Map.of("connector.class", COUNTING, "name", "x", "tasks.max", "0");

    assertThat(worker.rest().validate(config)).containsOnlyKeys("tasks.max");
  }

  @Test
  void the_second_worker_of_a_group_takes_over_from_a_killed_one() {
    try (ConnectWorker second = ConnectWorker.start(Place.fresh("worker"), SETTINGS)) {
      second.rest().put("moving", counting("2"));
      second.rest().awaitRunning("moving", 2);

      worker.kill();

      String survivor = second.rest().workerId();
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () ->
                  second.rest().status("moving").tasks().stream()
                      .allMatch(task -> task.worker().equals(survivor)));
      second.rest().awaitRunning("moving", 2);
      second.rest().delete("moving");
      worker.start();
    }
  }

  private static Map<String, String> counting(String tasks) {
    return Map.of(
        "connector.class", COUNTING, "tasks.max", tasks, "topic", "counted", "throughput", "10");
  }
}
