package dev.annals.testkit.servers;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A distributed Connect worker. Several may share a group: give each a place of its own. It is a
 * process also where the other servers are containers, which it reaches at 127.0.0.1 as tests do.
 */
public final class ConnectWorker extends Server {
  private static final String PROPERTIES = "worker.properties";

  /** What the process may take, for {@link Preflight}. */
  public static final int MEMORY_MEGABYTES = 768;

  private final WorkerSettings settings;
  private final int port;
  private final ConnectRest rest;
  private ClassArchive classes = ClassArchive.none();

  private ConnectWorker(Place place, WorkerSettings settings) {
    super("Connect worker", place, new ProcessHost(place));
    this.settings = settings;
    this.port = Ports.given(place.port());
    this.rest = new ConnectRest(URI.create(listener()));
  }

  /** Starts a worker and returns when it has joined its group. */
  public static ConnectWorker start(Place place, WorkerSettings settings) {
    ConnectWorker worker = new ConnectWorker(place, settings);
    worker.start();
    return worker;
  }

  /** The worker's REST interface. */
  public ConnectRest rest() {
    return rest;
  }

  @Override
  boolean answers() {
    return rest.isHealthy();
  }

  @Override
  int[] ports() {
    return new int[] {port};
  }

  @Override
  Launch launch() {
    KafkaProgram connect =
        new KafkaProgram(host(), settings.release(), PROPERTIES, MEMORY_MEGABYTES);
    Map<String, String> all = settings.all(listener());
    // A build starts dozens of workers, but one or two of another release.
    if (settings.release() == KafkaRelease.CURRENT) {
      classes = ClassArchive.of(settings.release().software());
    }
    ServerCommand server =
        connect
            .command("org.apache.kafka.connect.cli.ConnectDistributed", connect.properties())
            .with(classes.options());
    return new Launch(connect.files(all), List.of(), server, port, all);
  }

  @Override
  void started() {
    classes.make();
  }

  private String listener() {
    return "http://127.0.0.1:" + port;
  }
}
