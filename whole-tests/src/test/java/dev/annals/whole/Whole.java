package dev.annals.whole;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import dev.annals.store.CassandraSettings;
import dev.annals.store.CassandraStore;
import dev.annals.store.cql.ClusterSettings;
import dev.annals.store.cql.ConsistencyPair;
import dev.annals.store.cql.Credentials;
import dev.annals.store.cql.StoreListener;
import dev.annals.store.schema.SchemaSettings;
import dev.annals.testkit.servers.CassandraAddress;
import dev.annals.testkit.servers.ConnectRest;
import dev.annals.testkit.servers.ConnectWorker;
import dev.annals.testkit.servers.Place;
import dev.annals.testkit.servers.SharedServers;
import dev.annals.testkit.servers.WorkerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One worker with the archive, one store, and one source connector that publishes what happens in
 * it, for all tests of the whole. Tests keep apart by entity types and topics of their own.
 */
final class Whole {
  /** Small, so that a stream crosses three buckets with 1,100 events. */
  static final int BUCKET_SIZE = 500;

  private static @Nullable Whole whole;

  private final CassandraAddress cassandra;
  private final String keyspace = "whole_" + Long.toString(System.nanoTime(), 36);
  private final Topics topics;
  private final WorkerSettings workers;
  private final ConnectWorker worker;
  private final CassandraStore store;

  /**
   * A whole on servers that run.
   *
   * @param workerSettings laid over those of the testkit
   * @param sourceSettings laid over those of the example
   */
  Whole(
      CassandraAddress cassandra,
      String bootstrapServers,
      Map<String, String> workerSettings,
      Map<String, String> sourceSettings) {
    this.cassandra = cassandra;
    this.topics = new Topics(bootstrapServers);
    createKeyspace(keyspace);
    WorkerSettings settings =
        WorkerSettings.on(bootstrapServers)
            .group("annals-" + keyspace.replace('_', '-'))
            .plugins(Path.of(System.getProperty("annals.plugin.path")));
    for (Map.Entry<String, String> setting : workerSettings.entrySet()) {
      settings = settings.with(setting.getKey(), setting.getValue());
    }
    this.workers = settings;
    this.worker = startWorker();
    this.store = CassandraStore.open(settings(), StoreListener.NONE).join();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    rest().put("source", sourceConfig(sourceSettings));
    rest().awaitRunning("source", 2);
  }

  /** The one of this JVM, started by the first test that asks. */
  static synchronized Whole get() {
    if (whole == null) {
      whole = new Whole(SharedServers.cassandra(), SharedServers.kafka(), Map.of(), Map.of());
    }
    return whole;
  }

  /** Starts one more worker of the same group; whoever asks closes it. */
  ConnectWorker startWorker() {
    return ConnectWorker.start(Place.fresh("worker"), workers);
  }

  ConnectWorker worker() {
    return worker;
  }

  ConnectRest rest() {
    return worker.rest();
  }

  Topics topics() {
    return topics;
  }

  CassandraStore store() {
    return store;
  }

  CassandraAddress cassandra() {
    return cassandra;
  }

  String keyspace() {
    return keyspace;
  }

  /** Starts a sink for these topics, and waits until it runs. */
  void sink(String name, String topicList, Map<String, String> changes) {
    rest().put(name, sinkConfig(topicList, changes));
    rest().awaitRunning(name, Integer.parseInt(changes.getOrDefault("tasks.max", "1")));
  }

  /** The configuration of config-examples, made to fit this machine and then changed. */
  Map<String, String> sinkConfig(String topicList, Map<String, String> changes) {
    return Example.of("annals-sink.json")
        .on(cassandra, keyspace)
        .with("topics", topicList)
        .with("tasks.max", "1")
        .with("stream.bucket.size", Integer.toString(BUCKET_SIZE))
        .with("errors.deadletterqueue.topic.name", "dead-letters-" + topicList.split(",")[0])
        .with(changes)
        .config();
  }

  /** Likewise for a source. */
  Map<String, String> sourceConfig(Map<String, String> changes) {
    return sourceConfig("annals-source.json", changes);
  }

  /** Likewise for a source of another example. */
  Map<String, String> sourceConfig(String example, Map<String, String> changes) {
    return Example.of(example)
        .on(cassandra, keyspace)
        .with("tasks.max", "2")
        .with("stream.bucket.size", Integer.toString(BUCKET_SIZE))
        .with("topic.accepted", "${entityType}.accepted")
        .with("topic.rejected", "${entityType}.rejected")
        .with("topic.exceptions", "${entityType}.exceptions")
        .with("topic.creation.default.replication.factor", "1")
        .with("topic.creation.default.partitions", "1")
        .with(changes)
        .config();
  }

  /** Makes room for another store, and returns its name. */
  String anotherKeyspace(String beginning) {
    String name = beginning + "_" + Long.toString(System.nanoTime(), 36);
    createKeyspace(name);
    return name;
  }

  /** The worker's log so far. */
  List<String> logLines() {
    try {
      return Files.readAllLines(worker.log());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  void createKeyspace(String name) {
    try (CqlSession session = session()) {
      session.execute(
          "CREATE KEYSPACE %s WITH replication = {'class': 'NetworkTopologyStrategy', '%s': 1}"
              .formatted(name, cassandra.localDatacenter()));
    }
  }

  /** A session beside the store's, to look at tables. */
  CqlSession session() {
    return CqlSession.builder()
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                // To make a keyspace would wait a second for what is known of all tables.
                .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
                // Soon after a restart, which some tests are about.
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(200))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofMillis(400))
                // A closed session is waited for, and its last seconds are of no use here.
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .build())
        .addContactPoint(cassandra.socketAddress())
        .withLocalDatacenter(cassandra.localDatacenter())
        .withAuthCredentials(cassandra.username(), cassandra.password())
        .build();
  }

  private CassandraSettings settings() {
    return settings(keyspace);
  }

  /** What opens the store of this keyspace as the connectors do. */
  CassandraSettings settings(String name) {
    ClusterSettings cluster =
        new ClusterSettings(
            List.of(cassandra.socketAddress()),
            cassandra.localDatacenter(),
            name,
            new Credentials(cassandra.username(), cassandra.password()),
            null,
            ConsistencyPair.LOCAL_QUORUM,
            ClusterSettings.DEFAULT_REQUEST_TIMEOUT,
            "tests");
    SchemaSettings schema =
        new SchemaSettings(
            true,
            BUCKET_SIZE,
            SchemaSettings.DEFAULT_SHARDS,
            SchemaSettings.DEFAULT_LOG_RETENTION,
            SchemaSettings.DEFAULT_REFUSED_RETENTION);
    return new CassandraSettings(cluster, schema, 1_000, 64, 10_000);
  }

  private void close() {
    topics.close();
    store.close();
    worker.close();
  }
}
