package dev.annals.quickstart.servers;

import dev.annals.quickstart.cassandra.Tables;
import dev.annals.quickstart.kafka.Sender;
import dev.annals.quickstart.kafka.Topics;
import dev.annals.quickstart.text.Complaint;
import dev.annals.quickstart.text.Patience;
import dev.annals.quickstart.text.Screen;
import dev.annals.testkit.servers.CassandraServer;
import dev.annals.testkit.servers.ConnectWorker;
import dev.annals.testkit.servers.KafkaBroker;
import dev.annals.testkit.servers.Place;
import dev.annals.testkit.servers.Preflight;
import dev.annals.testkit.servers.Server;
import dev.annals.testkit.servers.WorkerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cassandra, Kafka and a Connect worker with the sink and the source, all on 127.0.0.1. {@link
 * #close()} may be called from another thread, as Ctrl-C does.
 */
public final class Servers implements AutoCloseable {
  /** How many partitions each topic has. */
  public static final int PARTITIONS = 4;

  /** What the three take together, heaps and all. */
  private static final int MEMORY_MEGABYTES = 3_072;

  private static final Map<String, String> BROKER_SETTINGS =
      Map.of(
          "message.max.bytes",
          Integer.toString(Sender.LARGEST_RECORD_BYTES + (1 << 20)),
          // A transaction whose producer was killed ends when it times out, not up to 10 s later.
          "transaction.abort.timed.out.transaction.cleanup.interval.ms",
          "1000");

  private final Path root;
  private final Screen screen;
  private final Workspace workspace;
  private final Deque<Server> started = new ArrayDeque<>();
  private volatile boolean haveStarted;
  private boolean closed;
  private @Nullable Addresses addresses;
  private @Nullable ConnectWorker worker;
  private @Nullable Connectors connectors;

  private Servers(Path root, Screen screen) {
    this.root = root;
    this.screen = screen;
    this.workspace = Workspace.open(root);
  }

  /**
   * Servers that are still to be started.
   *
   * @param root the directory of the project
   */
  public static Servers prepare(Path root, Screen screen) {
    return new Servers(root, screen);
  }

  /**
   * Starts everything, and returns when both connectors run.
   *
   * @param inputTopics what the sink reads; they are made
   * @param facts entity types whose events are never refused for their version
   */
  public void start(Ports ports, Collection<String> inputTopics, Collection<String> facts)
      throws Exception {
    requireEnough(ports);
    haveStarted = true;
    CassandraServer cassandra =
        screen.step(
            "Cassandra", () -> keep(CassandraServer.start(place("cassandra", ports.cassandra()))));
    KafkaBroker kafka =
        screen.step(
            "Kafka", () -> keep(KafkaBroker.start(place("kafka", ports.kafka()), BROKER_SETTINGS)));
    Project project = new Project(root);
    Path plugins = workspace.resolve("plugins");
    screen.step(
        "Annals' archive, onto the plugin.path of Connect", () -> install(project, plugins));
    ConnectWorker connect =
        screen.step(
            "Kafka Connect",
            () ->
                keep(
                    ConnectWorker.start(
                        place("connect", ports.connect()),
                        WorkerSettings.on(kafka.bootstrapServers()).plugins(plugins))));
    worker = connect;
    Addresses found =
        new Addresses(
            cassandra.address(), kafka.bootstrapServers(), "http://" + connect.rest().workerId());
    addresses = found;
    screen.step("Topics and the keyspace", () -> makeRoom(found, inputTopics));
    Connectors ours = Connectors.adapted(project, found, inputTopics, facts);
    connectors = ours;
    screen.step("The connectors " + ours.names(), () -> ours.post(connect.rest()));
    screen.step("Annals' tables", () -> awaitTables(found));
  }

  private void requireEnough(Ports ports) {
    List<String> complaints =
        Preflight.complaints(
            workspace.directory(),
            MEMORY_MEGABYTES,
            ports.cassandra(),
            ports.kafka(),
            ports.connect());
    if (!complaints.isEmpty()) {
      throw new Complaint(String.join("\n", complaints));
    }
  }

  private Place place(String name, int port) {
    return Place.in(workspace.resolve(name)).onPort(port);
  }

  /** Remembers a server that was just started, to be closed; at once if it is too late for it. */
  private synchronized <S extends Server> S keep(S server) {
    started.push(server);
    if (closed) {
      server.close();
    }
    return server;
  }

  private static boolean install(Project project, Path plugins) {
    project.installArchive(plugins);
    return true;
  }

  private static boolean makeRoom(Addresses addresses, Collection<String> inputTopics) {
    try (Topics topics = new Topics(addresses.kafka())) {
      topics.create(inputTopics, PARTITIONS);
    }
    Tables.createKeyspace(addresses.cassandra());
    return true;
  }

  /** The connectors run before they have reached Cassandra: they would wait for it, for ever. */
  private boolean awaitTables(Addresses found) {
    try (Tables tables = Tables.open(found.cassandra())) {
      patience().await("tables made by the connectors", tables::areMade);
    }
    return true;
  }

  /** Patience with these servers, after {@link #start}. */
  public Patience patience() {
    return new Patience(screen, addresses().whereToLook());
  }

  /** Where they are, after {@link #start}. */
  public Addresses addresses() {
    return required(addresses);
  }

  /** Where the connectors write, after {@link #start}. */
  public OutputTopics outputs() {
    return required(connectors).outputs();
  }

  /** SIGKILL for the worker, in the middle of whatever it does. */
  public void killWorker() {
    required(worker).kill();
  }

  /** Starts the worker that was killed again, and returns when its connectors run. */
  public void startWorkerAgain() {
    ConnectWorker again = required(worker);
    again.start();
    required(connectors).awaitRunning(again.rest());
  }

  /** Lets {@code ./quickstart cql} and the others find these servers. */
  public void announce() {
    new RunningQuickstart(ProcessHandle.current().pid(), addresses(), outputs()).announce(root);
  }

  /** The names of servers that ended by themselves. */
  public synchronized List<String> ended() {
    List<String> ended = new ArrayList<>();
    for (Server server : started) {
      if (!server.isRunning()) {
        ended.add(server.log().toString());
      }
    }
    return ended;
  }

  /** Whether any server was started, and so has a log. */
  public boolean haveStarted() {
    return haveStarted;
  }

  /** Where the servers keep their logs. */
  public Path directory() {
    return workspace.directory();
  }

  /** Ends all processes; data go, logs stay. */
  @Override
  public synchronized void close() {
    closed = true;
    while (!started.isEmpty()) {
      started.pop().close();
    }
  }

  /** Ends all processes, and removes everything that this run wrote. */
  public void closeAndForget() throws IOException {
    close();
    boolean isOurs =
        RunningQuickstart.find(root)
            .filter(running -> running.pid() == ProcessHandle.current().pid())
            .isPresent();
    if (isOurs) {
      RunningQuickstart.forget(root);
    }
    workspace.delete();
  }

  private static <T> T required(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("The servers are not started yet.");
    }
    return part;
  }
}
