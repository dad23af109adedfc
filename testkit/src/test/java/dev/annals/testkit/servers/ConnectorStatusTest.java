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

  @Test
  void a_task_whose_transaction_the_broker_refused_is_told_from_others() throws Exception {
    String trace =
        "org.apache.kafka.connect.errors.ConnectException: Failed to flush offsets\\n"
            + "Caused by: org.apache.kafka.common.errors.InvalidTxnStateException: The producer …";
    ConnectorStatus status =
        status(
            """
            {"name": "source",
             "connector": {"state": "RUNNING", "worker_id": "127.0.0.1:1"},
             "tasks": [
               {"id": 0, "state": "FAILED", "worker_id": "127.0.0.1:1", "trace": "%1$s"},
               {"id": 1, "state": "RUNNING", "worker_id": "127.0.0.1:1", "trace": "%1$s"},
               {"id": 2, "state": "FAILED", "worker_id": "127.0.0.1:2", "trace": "no keyspace"}]}
            """
                .formatted(trace));

    assertThat(status.tasks().stream().map(ConnectorStatus.Task::isRefusedByBroker))
        .containsExactly(true, false, false);
  }

  private static ConnectorStatus status(String json) throws JsonProcessingException {
    return ConnectorStatus.of(new ObjectMapper().readTree(json));
  }
}
