package dev.annals.testkit.servers;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The REST interface of a Connect worker: what tests and the quickstart do with connectors. */
public final class ConnectRest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(ConnectRest.class);

  private final RestCalls calls;

  ConnectRest(URI worker) {
    this.calls = new RestCalls(worker);
  }

  /** Creates a connector, or gives the one that exists a new configuration. */
  public void put(String connector, Map<String, String> config) {
    calls.send("PUT", path(connector, "/config"), RestCalls.json(config));
  }

  /**
   * Creates a connector that must not exist yet.
   *
   * @param request JSON with {@code name} and {@code config}, as files of config-examples have it
   */
  public void create(String request) {
    calls.send("POST", "/connectors", request);
  }

  /** Deletes a connector and returns when the worker knows it no more. */
  public void delete(String connector) {
    calls.send("DELETE", path(connector, ""), "");
    if (!Wait.upTo(LIMIT, () -> calls.find(path(connector, "/status")).isEmpty())) {
      throw notReached("gone", statusSoon(connector));
    }
  }

  public ConnectorStatus status(String connector) {
    return ConnectorStatus.of(calls.send("GET", path(connector, "/status"), ""));
  }

  /**
   * Waits until the connector and its tasks run.
   *
   * @throws ServerFailure with the stack trace as soon as one of them fails
   */
  public ConnectorStatus awaitRunning(String connector, int tasks) {
    boolean runs =
        Wait.upTo(
            LIMIT,
            () -> {
              ConnectorStatus now = statusSoon(connector);
              if (!now.failures().isEmpty()) {
                throw new ServerFailure(now.failures());
              }
              return now.isRunning(tasks);
            });
    if (!runs) {
      throw notReached("running with " + tasks + " tasks", statusSoon(connector));
    }
    return status(connector);
  }

  /** Waits until the connector itself is in the state, for instance {@code STOPPED}. */
  public void awaitState(String connector, String state) {
    if (!Wait.upTo(LIMIT, () -> statusSoon(connector).state().equals(state))) {
      throw notReached(state, statusSoon(connector));
    }
  }

  /** Ends the tasks and keeps the connector; returns when they have ended. */
  public void stop(String connector) {
    calls.send("PUT", path(connector, "/stop"), "");
    boolean stopped =
        Wait.upTo(
            LIMIT,
            () -> {
              ConnectorStatus now = statusSoon(connector);
              return now.state().equals("STOPPED") && now.tasks().isEmpty();
            });
    if (!stopped) {
      throw notReached("STOPPED without tasks", statusSoon(connector));
    }
  }

  public void pause(String connector) {
    calls.send("PUT", path(connector, "/pause"), "");
    awaitState(connector, "PAUSED");
  }

  /** Lets a paused or stopped connector go on; its tasks follow, see {@link #awaitRunning}. */
  public void resume(String connector) {
    calls.send("PUT", path(connector, "/resume"), "");
    awaitState(connector, "RUNNING");
  }

  /** Starts the connector and all its tasks again, failed or not. */
  public void restart(String connector) {
    calls.send("POST", path(connector, "/restart?includeTasks=true"), "");
  }

  /**
   * Starts those tasks again that failed because the broker refused to end their transaction, as
   * who watches a source has to. It is Kafka's fault, and rare, and they go on where they were.
   *
   * @return how many there were
   */
  public int restartRefused(String connector) {
    List<ConnectorStatus.Task> refused =
        status(connector).tasks().stream().filter(ConnectorStatus.Task::isRefusedByBroker).toList();
    for (ConnectorStatus.Task task : refused) {
      LOG.warn("{}-{} is started again after: {}", connector, task.id(), task.trace());
      calls.send("POST", path(connector, "/tasks/" + task.id() + "/restart"), "");
    }
    return refused.size();
  }

  /** The offsets that Connect keeps for the connector, as {@code {"offsets": […]}}. */
  public JsonNode offsets(String connector) {
    return calls.send("GET", path(connector, "/offsets"), "");
  }

  /**
   * Lays offsets, in the shape of {@link #offsets}, over those kept; the connector must be stopped.
   */
  public void alterOffsets(String connector, String offsets) {
    calls.send("PATCH", path(connector, "/offsets"), offsets);
  }

  /** Forgets all offsets; the connector must be stopped. */
  public void resetOffsets(String connector) {
    calls.send("DELETE", path(connector, "/offsets"), "");
  }

  /**
   * Has a configuration checked, {@code connector.class} included.
   *
   * @return the complaints by setting; empty when there are none
   */
  public Map<String, List<String>> validate(Map<String, String> config) {
    String plugin = config.getOrDefault("connector.class", "");
    JsonNode answer =
        calls.send(
            "PUT", "/connector-plugins/" + plugin + "/config/validate", RestCalls.json(config));
    Map<String, List<String>> complaints = new LinkedHashMap<>();
    for (JsonNode setting : answer.path("configs")) {
      List<String> errors = new ArrayList<>();
      setting.path("value").path("errors").forEach(error -> errors.add(error.asText()));
      if (!errors.isEmpty()) {
        complaints.put(setting.path("value").path("name").asText(), errors);
      }
    }
    return complaints;
  }

  /** The class names of the connectors that the worker knows. */
  public List<String> connectorPlugins() {
    List<String> classes = new ArrayList<>();
    calls
        .send("GET", "/connector-plugins", "")
        .forEach(one -> classes.add(one.path("class").asText()));
    return classes;
  }

  /** The worker's name in the status of connectors and tasks: {@code host:port}. */
  public String workerId() {
    return calls.worker().getAuthority();
  }

  /** The worker's release of Kafka. */
  public String workerVersion() {
    return calls.send("GET", "/", "").path("version").asText();
  }

  /** Whether the worker has joined its group and takes requests. */
  boolean isHealthy() {
    return calls.answersOk("/health");
  }

  /** The status, also of a connector that was created a moment ago and has none yet. */
  private ConnectorStatus statusSoon(String connector) {
    return calls
        .find(path(connector, "/status"))
        .map(ConnectorStatus::of)
        .orElseGet(() -> new ConnectorStatus(connector, "UNASSIGNED", "", "", List.of()));
  }

  private static String path(String connector, String rest) {
    return "/connectors/" + connector + rest;
  }

  private static ServerFailure notReached(String wanted, ConnectorStatus now) {
    return new ServerFailure(
        "Connector %s was not %s within %d s: %s"
            .formatted(now.name(), wanted, LIMIT.toSeconds(), now));
  }
}
