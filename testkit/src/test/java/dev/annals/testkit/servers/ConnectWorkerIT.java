package dev.annals.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the connectors that Kafka has for lines of files. */
class ConnectWorkerIT {
  private static final String SOURCE = "org.apache.kafka.connect.file.FileStreamSourceConnector";
  private static final String SINK = "org.apache.kafka.connect.file.FileStreamSinkConnector";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private static final WorkerSettings SETTINGS =
      WorkerSettings.on(SharedServers.kafka())
          .group("testkit")
          .with("value.converter", "org.apache.kafka.connect.storage.StringConverter");
  private static final ConnectWorker WORKER = ConnectWorker.start(Place.fresh("worker"), SETTINGS);

  @AfterAll
  static void close() {
    WORKER.close();
  }

  @Test
  void a_worker_without_plugins_has_those_of_kafka() {
    assertThat(WORKER.rest().connectorPlugins()).containsExactlyInAnyOrder(SOURCE, SINK);
  }

  @Test
  void a_connector_runs_stops_shows_its_offsets_and_forgets_them(@TempDir Path directory)
      throws Exception {
    Path file = Files.writeString(directory.resolve("lines"), "one\ntwo\n");
    ConnectRest rest = WORKER.rest();
    rest.put("lines", Map.of("connector.class", SOURCE, "file", file.toString(), "topic", "lines"));
    rest.awaitRunning("lines", 1);
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> rest.offsets("lines").at("/offsets/0/offset/position").asInt() == 8);

    rest.stop("lines");
    rest.resetOffsets("lines");

    assertThat(rest.offsets("lines").path("offsets")).isEmpty();
    rest.delete("lines");
    assertThatThrownBy(() -> rest.status("lines"))
        .isInstanceOf(ServerFailure.class)
        .hasMessageMatching(
            "GET http://127.0.0.1:\\d+/connectors/lines/status was refused \\(404\\): .+");
  }

  @Test
  void a_connector_is_created_once() {
    String request =
        """
        {"name": "once", "config": {"connector.class": "%s", "topics": "lines"}}
        """
            .formatted(SINK);
    WORKER.rest().create(request);

    assertThatThrownBy(() -> WORKER.rest().create(request))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("already exists");
    WORKER.rest().delete("once");
  }

  @Test
  void a_task_that_fails_is_told_with_its_trace() {
    Map<String, String> config =
        Map.of("connector.class", SINK, "topics", "lines", "file", "/no/such/directory/lines");
    WORKER.rest().put("failing", config);

    assertThatThrownBy(() -> WORKER.rest().awaitRunning("failing", 1))
        .isInstanceOf(ServerFailure.class)
        .hasMessageStartingWith("Task failing-0 failed: ")
        .hasMessageContaining("/no/such/directory/lines");
    WORKER.rest().delete("failing");
  }

  @Test
  void a_wrong_configuration_is_told_by_setting() {
    Map<String, String> config = Map.of("connector.class", SOURCE, "name", "no-topic");

    assertThat(WORKER.rest().validate(config)).containsOnlyKeys("topic");
  }

  @Test
  void the_second_worker_of_a_group_takes_over_from_a_killed_one() {
    try (ConnectWorker first = ConnectWorker.start(Place.fresh("worker"), SETTINGS)) {
      WORKER
          .rest()
          .put("moving", Map.of("connector.class", SINK, "tasks.max", "2", "topics", "lines"));
      Awaitility.await()
          .atMost(LIMIT)
          .until(
              () ->
                  workers().containsAll(Set.of(first.rest().workerId(), WORKER.rest().workerId())));

      first.kill();

      Awaitility.await()
          .atMost(LIMIT)
          .until(() -> workers().equals(Set.of(WORKER.rest().workerId())));
      WORKER.rest().awaitRunning("moving", 2);
      WORKER.rest().delete("moving");
    }
  }

  /** Who runs the tasks. */
  private static Set<String> workers() {
    return WORKER.rest().awaitRunning("moving", 2).tasks().stream()
        .map(ConnectorStatus.Task::worker)
        .collect(Collectors.toSet());
  }
}
