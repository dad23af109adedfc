package dev.annals.testkit.servers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.InvalidTxnStateException;

/**
 * The state of a connector and its tasks, as Connect tells it.
 *
 * @param state for instance {@code RUNNING}, {@code FAILED}, {@code STOPPED}
 * @param worker {@code host:port} of the worker that runs it
 * @param trace the stack trace of what failed, else empty
 */
public record ConnectorStatus(
    String name, String state, String worker, String trace, List<Task> tasks) {
  private static final String RUNNING = "RUNNING";
  private static final String FAILED = "FAILED";

  /** The state of one task, in the same words. */
  public record Task(int id, String state, String worker, String trace) {
    private static final String REFUSED = "Caused by: " + InvalidTxnStateException.class.getName();

    /**
     * Whether the task failed because the broker refused to end its transaction. Kafka 4.3 does so
     * at times when it is overloaded, and the transaction before was slow to end.
     */
    boolean isRefusedByBroker() {
      return state.equals(FAILED) && trace.contains(REFUSED);
    }
  }

  public ConnectorStatus {
    tasks = List.copyOf(tasks);
  }

  static ConnectorStatus of(JsonNode json) {
    List<Task> tasks = new ArrayList<>();
    for (JsonNode task : json.path("tasks")) {
      tasks.add(
          new Task(
              task.path("id").asInt(),
              task.path("state").asText(),
              task.path("worker_id").asText(),
              task.path("trace").asText("")));
    }
    JsonNode connector = json.path("connector");
    return new ConnectorStatus(
        json.path("name").asText(),
        connector.path("state").asText(),
        connector.path("worker_id").asText(),
        connector.path("trace").asText(""),
        tasks);
  }

  /** Whether the connector and the given number of tasks run. */
  public boolean isRunning(int taskCount) {
    return state.equals(RUNNING)
        && tasks.size() == taskCount
        && tasks.stream().allMatch(task -> task.state().equals(RUNNING));
  }

  /** What failed and why; empty when nothing did. */
  public String failures() {
    StringBuilder text = new StringBuilder();
    if (state.equals(FAILED)) {
      text.append("Connector ").append(name).append(" failed: ").append(trace).append('\n');
    }
    for (Task task : tasks) {
      if (task.state().equals(FAILED)) {
        text.append("Task ").append(name).append('-').append(task.id());
        text.append(" failed: ").append(task.trace()).append('\n');
      }
    }
    return text.toString();
  }
}
