package dev.annals.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ConnectorStatusTest {
  @Test
  void a_connector_runs_when_it_and_as_many_tasks_as_asked_for_run() throws Exception {
    ConnectorStatus status =
        status(
            """
            {"name": "sink",
             "connector": {"state": "RUNNING", "worker_id": "127.0.0.1:1"},
             "tasks": [{"id": 0, "state": "RUNNING", "worker_id": "127.0.0.1:1"}]}
            """);

    assertThat(status.isRunning(1)).isTrue();
    assertThat(status.isRunning(2)).isFalse();
    assertThat(status.failures()).isEmpty();
  }

  @Test
  void a_failed_task_is_told_with_its_trace() throws Exception {
    ConnectorStatus status =
        status(
            """
            {"name": "sink",
             "connector": {"state": "RUNNING", "worker_id": "127.0.0.1:1"},
             "tasks": [
               {"id": 0, "state": "RUNNING", "worker_id": "127.0.0.1:1"},
               {"id": 1, "state": "FAILED", "worker_id": "127.0.0.1:2", "trace": "no keyspace"}]}
            """);

    assertThat(status.isRunning(2)).isFalse();
    assertThat(status.failures()).isEqualTo("Task sink-1 failed: no keyspace\n");
  }

  private static ConnectorStatus status(String json) throws JsonProcessingException {
    return ConnectorStatus.of(new ObjectMapper().readTree(json));
  }
}
