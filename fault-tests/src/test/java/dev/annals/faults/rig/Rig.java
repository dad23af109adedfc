package dev.annals.faults.rig;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import dev.annals.faults.workload.Plan;
import dev.annals.testkit.servers.CassandraAddress;
import dev.annals.testkit.servers.ConnectRest;
import dev.annals.testkit.servers.ConnectWorker;
import dev.annals.testkit.servers.Place;
import dev.annals.testkit.servers.SharedServers;
import dev.annals.testkit.servers.WorkerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * A worker with the archive, a store, a sink of decisions and one of facts, and a source, set up as
 * the examples say, around the topics of a plan.
 */
final class Rig implements AutoCloseable {
  /** The least there is, so that streams cross buckets. */
  private static final int BUCKET_SIZE = 500;

  private static final String SOURCE = "faults-source";

  private final String keyspace;
  private final CassandraAddress cassandra = SharedServers.cassandra();
  private final String bootstrapServers = SharedServers.kafka();
  private final Plan plan;
  private final Map<String, String> sinkSettings;
  private final CqlSession session;
  private final ConnectWorker worker;

  /**
   * Starts the worker, and returns when all connectors run.
   *
   * @param sinkSettings laid over those of the examples, for sinks
   */
  Rig(Plan plan, Map<String, String> sinkSettings) {
    this.plan = plan;
    this.sinkSettings = Map.copyOf(sinkSettings);
    this.keyspace = plan.name().replace('-', '_');
    this.session = session();
    session.execute(
        "CREATE KEYSPACE %s WITH replication = {'class': 'NetworkTopologyStrategy', '%s': 1}"
            .formatted(keyspace, cassandra.localDatacenter()));
    createTopics();
    this.worker =
        ConnectWorker.start(
            Place.fresh("faults-worker"),
            WorkerSettings.on(bootstrapServers)
                .group(plan.name())
                .plugins(Path.of(System.getProperty("annals.plugin.path"))));
    startSink("faults-decisions", "annals-sink.json", plan.decisions());
    startSink("faults-facts", "annals-sink-facts.json", plan.facts());
    startSource();
    awaitTables();
  }

  private void startSink(String name, String example, List<String> topics) {
    rest().put(name, ExampleConfig.of(example, sinkChanges(topics)));
    rest().awaitRunning(name, 2);
  }

  private Map<String, String> sinkChanges(List<String> topics) {
    Map<String, String> changes = storeChanges();
    changes.put("topics", String.join(",", topics));
    changes.put("tasks.max", "2");
    changes.put("errors.deadletterqueue.topic.name", plan.name() + ".undecodable");
    changes.putAll(sinkSettings);
    return changes;
  }

  private void startSource() {
    Map<String, String> changes = storeChanges();
    for (String outcome : List.of("accepted", "rejected", "exceptions")) {
      changes.put("topic." + outcome, "${entityType}." + outcome);
    }
    changes.put("topic.creation.default.replication.factor", "1");
    rest().put(SOURCE, ExampleConfig.of("annals-source.json", changes));
    rest().awaitRunning(SOURCE, 2);
  }

  private Map<String, String> storeChanges() {
    Map<String, String> changes = new HashMap<>();
    changes.put("cassandra.contact.points", cassandra.contactPoint());
    changes.put("cassandra.local.datacenter", cassandra.localDatacenter());
    changes.put("cassandra.keyspace", keyspace);
    changes.put("cassandra.username", cassandra.username());
    changes.put("cassandra.password", cassandra.password());
    changes.put("stream.bucket.size", Integer.toString(BUCKET_SIZE));
    return changes;
  }

  /** A task that is said to run may still be creating them. */
  private void awaitTables() {
    for (String table : List.of("progress", "events", "refused", "log")) {
      Awaitility.await("table %s answers".formatted(table))
          .atMost(Duration.ofSeconds(60))
          .ignoreException(InvalidQueryException.class)
          .until(
              () -> session.execute("SELECT * FROM %s.%s LIMIT 1".formatted(keyspace, table)),
              answered -> true);
    }
  }

  /** Returns when all partitions answer: a first batch may be refused before. */
  private void createTopics() {
    List<NewTopic> topics = new ArrayList<>();
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    inputs().forEach(topic -> topics.add(new NewTopic(topic, 2, (short) 1)));
    outputs().forEach(topic -> topics.add(new NewTopic(topic, 2, (short) 1)));
    for (NewTopic topic : topics) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(topics).all().get();
      Awaitility.await("all partitions answer of " + topics)
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> admin.listOffsets(ends).all().get(), answered -> true);
    } catch (ExecutionException | InterruptedException fault) {
      throw new IllegalStateException("cannot create " + topics, fault);
    }
  }

  /** The topics that feed streams. */
  List<String> inputs() {
    List<String> inputs = new ArrayList<>(plan.decisions());
    inputs.addAll(plan.facts());
    return inputs;
  }

  /** The topics that the source publishes to. */
  List<String> outputs() {
    List<String> outputs = new ArrayList<>();
    for (String type : List.of(plan.decisionType(), plan.factType())) {
      for (String outcome : List.of("accepted", "rejected", "exceptions")) {
        outputs.add(type + "." + outcome);
      }
    }
    return outputs;
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  String keyspace() {
    return keyspace;
  }

  /** A session beside those of the connectors. */
  CqlSession cql() {
    return session;
  }

  /** The worker that all connectors run on. */
  ConnectWorker worker() {
    return worker;
  }

  private ConnectRest rest() {
    return worker.rest();
  }

  /** Returns when all tasks run, as after a restart. */
  void awaitRunning() {
    for (String connector : List.of("faults-decisions", "faults-facts", SOURCE)) {
      rest().awaitRunning(connector, 2);
    }
  }

  /** Nothing is published from here on. */
  void stopSource() {
    rest().stop(SOURCE);
    rest().awaitState(SOURCE, "STOPPED");
  }

  private CqlSession session() {
    return CqlSession.builder()
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .build())
        .addContactPoint(cassandra.socketAddress())
        .withLocalDatacenter(cassandra.localDatacenter())
        .withAuthCredentials(cassandra.username(), cassandra.password())
        .build();
  }

  @Override
  public void close() {
    worker.close();
    session.close();
  }
}
