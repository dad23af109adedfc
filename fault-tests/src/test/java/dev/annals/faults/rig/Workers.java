package dev.annals.faults.rig;

import dev.annals.testkit.servers.ConnectRest;
import dev.annals.testkit.servers.ConnectWorker;
import dev.annals.testkit.servers.Place;
import dev.annals.testkit.servers.WorkerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The workers of one Connect cluster, all with the same plugins. For one thread. */
final class Workers implements AutoCloseable {
  private final WorkerSettings settings;
  private final List<ConnectWorker> workers = new ArrayList<>();
  private final Set<ConnectWorker> frozen = new LinkedHashSet<>();

  /**
   * Starts the workers, and returns when all have joined.
   *
   * @param plugins a directory of plugins, as in {@code plugin.path}
   */
  Workers(String bootstrapServers, String group, Path plugins, int count) {
    this.settings = WorkerSettings.on(bootstrapServers).group(group).plugins(plugins);
    for (int i = 0; i < count; i++) {
      add();
    }
  }

  /** The archive that the build made. */
  static Path archive() {
    return Path.of(System.getProperty("annals.plugin.path"));
  }

  /** One more, which has joined. */
  ConnectWorker add() {
    ConnectWorker worker = ConnectWorker.start(Place.fresh("faults-worker"), settings);
    workers.add(worker);
    return worker;
  }

  /** One less: it leaves its group, and ends. */
  void remove(ConnectWorker worker) {
    workers.remove(worker);
    worker.stop();
    worker.close();
  }

  /** All of them, those that were killed or frozen, too. */
  List<ConnectWorker> all() {
    return List.copyOf(workers);
  }

  /** Those that run and are not frozen. */
  List<ConnectWorker> awake() {
    return workers.stream()
        .filter(ConnectWorker::isRunning)
        .filter(worker -> !frozen.contains(worker))
        .toList();
  }

  /** SIGSTOP. */
  void freeze(ConnectWorker worker) {
    worker.pause();
    frozen.add(worker);
  }

  /** SIGCONT. */
  void thaw(ConnectWorker worker) {
    worker.resume();
    frozen.remove(worker);
  }

  /** The REST interface of a worker that can answer. */
  ConnectRest rest() {
    return awake().get(0).rest();
  }

  /** SIGCONT for all that were frozen. */
  void thawAll() {
    List.copyOf(frozen).forEach(this::thaw);
  }

  /** The same of another one than this, where there is one. */
  ConnectRest restBeside(ConnectWorker worker) {
    return awake().stream().filter(other -> other != worker).findFirst().orElse(worker).rest();
  }

  @Override
  public void close() {
    thawAll();
    workers.forEach(ConnectWorker::close);
  }
}
