package dev.annals.testkit.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Cassandra that asks for a password from its first moment: a node alone, or one of a {@link
 * CassandraCluster}.
 */
public final class CassandraServer extends Server {
  private static final String YAML = "cassandra.yaml";
  private static final String LOGBACK = "cassandra-logback.xml";

  /** What the process may take, for {@link Preflight}. */
  public static final int MEMORY_MEGABYTES = 1_536;

  private final CassandraAddress address;
  private final int storagePort;
  private final Map<String, String> overrides;
  private final @Nullable ClusterNode node;

  CassandraServer(Place place, Map<String, String> overrides) {
    super("Cassandra", place, Host.of(place));
    this.address = CassandraAddress.onPort(Ports.given(place.port()));
    this.storagePort = Ports.free();
    this.overrides = Map.copyOf(overrides);
    this.node = null;
  }

  /** One of several, which are processes also where other servers are containers. */
  CassandraServer(Place place, ClusterNode node) {
    super("Cassandra " + node.host(), place, new ProcessHost(place));
    this.address = node.address();
    this.storagePort = node.storagePort();
    this.overrides = node.settings();
    this.node = node;
  }

  /** Starts a Cassandra and returns when a user can log in. */
  public static CassandraServer start(Place place) {
    return start(place, Map.of());
  }

  /**
   * The same with settings of cassandra.yaml laid over those of the testkit, for instance {@code
   * authorizer: CassandraAuthorizer}.
   *
   * @param overrides name to value, the value in YAML on one line
   */
  public static CassandraServer start(Place place, Map<String, String> overrides) {
    CassandraServer server = new CassandraServer(place, overrides);
    server.start();
    return server;
  }

  /** Where clients find it, the same after every restart. */
  public CassandraAddress address() {
    return address;
  }

  @Override
  boolean answers() {
    return node == null ? CqlLogin.succeeds(address) : CqlLogin.isAskedFor(address);
  }

  @Override
  int[] ports() {
    return new int[] {address.port(), storagePort};
  }

  @Override
  Launch launch() {
    Map<String, String> settings = settings();
    List<String> yaml = new ArrayList<>();
    settings.forEach((name, value) -> yaml.add(name + ": " + value));
    Map<String, List<String>> files = Map.of(YAML, yaml, LOGBACK, Resource.lines(LOGBACK));

    Path directory = Path.of(host().directory());
    List<String> options = new ArrayList<>(Resource.lines("cassandra-jvm.options"));
    if (node != null) {
      options.addAll(node.jvmOptions());
    }
    options.add("-Dcassandra.config=" + directory.resolve(YAML).toUri());
    options.add("-Dcassandra.storagedir=" + directory.resolve("data"));
    options.add("-Dlogback.configurationFile=" + directory.resolve(LOGBACK).toUri());
    String mainClass = "org.apache.cassandra.service.CassandraDaemon";
    ServerCommand server =
        new ServerCommand("cassandra", MEMORY_MEGABYTES, options, mainClass, List.of());
    return new Launch(files, List.of(), server, address.port(), settings);
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("cluster_name", "annals");
    settings.put("listen_address", "127.0.0.1");
    settings.put("storage_port", Integer.toString(storagePort));
    settings.put("rpc_address", host().listenAddress());
    settings.put("broadcast_rpc_address", "127.0.0.1");
    settings.put("native_transport_port", Integer.toString(address.port()));
    settings.put(
        "seed_provider",
        "[{class_name: org.apache.cassandra.locator.SimpleSeedProvider,"
            + " parameters: [{seeds: '127.0.0.1:"
            + storagePort
            + "'}]}]");
    settings.put("endpoint_snitch", "SimpleSnitch");
    settings.put("partitioner", "org.apache.cassandra.dht.Murmur3Partitioner");
    settings.put("num_tokens", "1");
    settings.put("auto_bootstrap", "false");
    settings.put("authenticator", "PasswordAuthenticator");
    settings.put("role_manager", "CassandraRoleManager");
    settings.put("paxos_variant", "v2");
    // What was acknowledged survives SIGKILL: periodic mode loses the last 100 ms.
    settings.put("commitlog_sync", "batch");
    settings.put("commitlog_disk_access_mode", "legacy");
    settings.put("memtable_allocation_type", "heap_buffers");
    settings.put("auto_snapshot", "false");
    settings.put("hinted_handoff_enabled", "false");
    settings.putAll(overrides);
    return settings;
  }
}
