package dev.annals.benchmarks.servers;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import dev.annals.store.CassandraSettings;
import dev.annals.store.CassandraStore;
import dev.annals.store.cql.ClusterSettings;
import dev.annals.store.cql.ConsistencyPair;
import dev.annals.store.cql.Credentials;
import dev.annals.store.cql.StoreListener;
import dev.annals.testkit.servers.CassandraAddress;
import dev.annals.testkit.servers.CassandraServer;
import dev.annals.testkit.servers.ConnectRest;
import dev.annals.testkit.servers.ConnectWorker;
import dev.annals.testkit.servers.KafkaBroker;
import dev.annals.testkit.servers.Place;
import dev.annals.testkit.servers.Server;
import dev.annals.testkit.servers.WorkerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cassandra, a broker and a worker with the archive, which are up for a whole run: whatever is
 * measured, the others take their part of the machine.
 */
public final class Rig implements AutoCloseable {
  /** As Cassandra comes; the testkit's own servers wait for the disk, since tests kill them. */
  private static final Map<String, String> CASSANDRA =
      Map.of("commitlog_sync", "periodic", "commitlog_sync_period", "10s");

  private final Path root;
  private final Deque<Runnable> closing = new ArrayDeque<>();
  private final Map<String, ProcessHandle> processes = new LinkedHashMap<>();
  private final CassandraAddress cassandra;
  private final CqlSession session;
  private final Topics topics;
  private final ConnectWorker worker;

  /**
   * Starts all.
   *
   * @param root the directory of the project, built
   * @param directory where servers keep data and logs
   */
  public Rig(Path root, Path directory) {
    this.root = root;
    CassandraServer server =
        CassandraServer.start(Place.in(directory.resolve("cassandra")), CASSANDRA);
    closing.push(server::close);
    KafkaBroker broker = KafkaBroker.start(Place.in(directory.resolve("kafka")));
    closing.push(broker::close);
    this.cassandra = server.address();
    this.worker =
        ConnectWorker.start(
            Place.in(directory.resolve("connect")),
            WorkerSettings.on(broker.bootstrapServers())
                .plugins(root.resolve("distribution/target/plugin")));
    closing.push(worker::close);
    processes.put("Cassandra", handle(server));
    processes.put("broker", handle(broker));
    processes.put("worker", handle(worker));
    processes.put("benchmark", ProcessHandle.current());
    this.session = session(cassandra);
    closing.push(session::close);
    this.topics = new Topics(broker.bootstrapServers());
    closing.push(topics::close);
  }

  private static ProcessHandle handle(Server server) {
    return ProcessHandle.of(server.pid()).orElseThrow();
  }

  /** The processes that share the machine, by name; drivers and clients run in the last one. */
  public Map<String, ProcessHandle> processes() {
    return processes;
  }

  /** The same settings as Annals uses, so that a floor has the same driver. */
  private static CqlSession session(CassandraAddress cassandra) {
    return CqlSession.builder()
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, "LOCAL_SERIAL")
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                .withInt(DefaultDriverOption.CONNECTION_MAX_REQUESTS, 2_048)
                .withInt(DefaultDriverOption.NETTY_IO_SIZE, 2)
                .build())
        .addContactPoint(cassandra.socketAddress())
        .withLocalDatacenter(cassandra.localDatacenter())
        .withAuthCredentials(cassandra.username(), cassandra.password())
        .build();
  }

  public CqlSession session() {
    return session;
  }

  public Topics topics() {
    return topics;
  }

  public ConnectRest connect() {
    return worker.rest();
  }

  /** Makes a keyspace without tables. */
  public void createKeyspace(String name) {
    session.execute(
        "CREATE KEYSPACE %s WITH replication = {'class': 'NetworkTopologyStrategy', '%s': 1}"
            .formatted(name, cassandra.localDatacenter()));
  }

  /** Makes a keyspace with the tables of a store. */
  public void createStore(String keyspace) {
    createKeyspace(keyspace);
    ClusterSettings cluster =
        new ClusterSettings(
            List.of(cassandra.socketAddress()),
            cassandra.localDatacenter(),
            keyspace,
            new Credentials(cassandra.username(), cassandra.password()),
            null,
            ConsistencyPair.LOCAL_QUORUM,
            ClusterSettings.DEFAULT_REQUEST_TIMEOUT,
            "benchmarks");
    CassandraStore.open(CassandraSettings.of(cluster), StoreListener.NONE).join().close();
  }

  public void dropKeyspace(String name) {
    session.execute("DROP KEYSPACE " + name);
  }

  /** A file of config-examples for this Cassandra and this keyspace. */
  public Map<String, String> example(String file, String keyspace) {
    Map<String, String> config = Example.read(root.resolve("config-examples").resolve(file));
    config.put("cassandra.contact.points", cassandra.contactPoint());
    config.put("cassandra.local.datacenter", cassandra.localDatacenter());
    config.put("cassandra.username", cassandra.username());
    config.put("cassandra.password", cassandra.password());
    config.put("cassandra.keyspace", keyspace);
    return config;
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      closing.pop().run();
    }
  }
}
