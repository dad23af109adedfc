package dev.annals.faults.rig;

import dev.annals.testkit.servers.ConnectRest;
import dev.annals.testkit.servers.ConnectWorker;
import dev.annals.testkit.servers.ConnectorStatus;
import dev.annals.testkit.servers.ServerFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** The connectors of a rig, and where their tasks run, as Connect tells. For one thread. */
final class Tasks {
  private static final String MAX = "tasks.max";

  private final Workers workers;
  private final KafkaFaults kafkaFaults;
  private final Map<String, Map<String, String>> configs = new LinkedHashMap<>();

  Tasks(Workers workers, KafkaFaults kafkaFaults) {
    this.workers = workers;
    this.kafkaFaults = kafkaFaults;
  }

  /** Starts a connector, and returns when it runs with as many tasks as its settings say. */
  void start(String connector, Map<String, String> config) {
    configs.put(connector, Map.copyOf(config));
    workers.rest().put(connector, config);
    awaitRunning();
  }

  /** Gives a connector more tasks or fewer, and returns when they run. */
  void change(String connector, int count) {
    Map<String, String> config = new HashMap<>(config(connector));
    config.put(MAX, Integer.toString(count));
    start(connector, config);
  }

  /** How many tasks a connector has. */
  int count(String connector) {
    return Integer.parseInt(Objects.requireNonNull(config(connector).get(MAX), connector));
  }

  private Map<String, String> config(String connector) {
    return Objects.requireNonNull(configs.get(connector), connector);
  }

  /**
   * Returns when all tasks run.
   *
   * @throws IllegalStateException with the stack trace if one fails
   */
  void awaitRunning() {
    await("all tasks run")
        .until(() -> configs.keySet().stream().allMatch(connector -> isRunning(connector)));
  }

  /** Starts again what the broker has stopped, by a fault of its own. */
  void restartRefused() {
    configs.keySet().forEach(kafkaFaults::restartRefused);
  }

  private boolean isRunning(String connector) {
    ConnectorStatus status = workers.rest().status(connector);
    if (!status.failures().isEmpty()) {
      if (kafkaFaults.restartRefused(connector)) {
        return false;
      }
      throw new IllegalStateException(status.failures());
    }
    return status.isRunning(count(connector));
  }

  /** The tasks on a worker, as another one has it where there is another one. */
  Set<String> on(ConnectWorker worker) {
    ConnectRest rest = workers.restBeside(worker);
    Set<String> tasks = new TreeSet<>();
    for (String connector : configs.keySet()) {
      for (ConnectorStatus.Task task : rest.status(connector).tasks()) {
        if (task.worker().equals(worker.rest().workerId())) {
          tasks.add(connector + "-" + task.id());
        }
      }
    }
    return tasks;
  }

  /** One of the workers that have tasks. */
  ConnectWorker oneAtWork(Random random) {
    List<ConnectWorker> atWork =
        workers.awake().stream().filter(worker -> !on(worker).isEmpty()).toList();
    return atWork.get(random.nextInt(atWork.size()));
  }

  /** Waits until all tasks of a worker that does not answer run elsewhere. */
  void awaitTakenOverFrom(ConnectWorker worker) {
    await("others run the tasks of " + worker.rest().workerId()).until(() -> on(worker).isEmpty());
    awaitRunning();
  }

  /** Waits until a worker has tasks, and all run. */
  void awaitSomeOn(ConnectWorker worker) {
    await("a task runs on " + worker.rest().workerId()).until(() -> !on(worker).isEmpty());
    awaitRunning();
  }

  /** Often enough, and not more: each question is answered by what is tested. */
  static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(250))
        .ignoreExceptionsInstanceOf(ServerFailure.class);
  }
}
