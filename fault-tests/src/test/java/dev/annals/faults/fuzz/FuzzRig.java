package dev.annals.faults.fuzz;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import dev.annals.faults.rig.ExampleConfig;
import dev.annals.faults.rig.OneNode;
import dev.annals.testkit.servers.CassandraAddress;
import dev.annals.testkit.servers.ConnectWorker;
import dev.annals.testkit.servers.ConnectorStatus;
import dev.annals.testkit.servers.Place;
import dev.annals.testkit.servers.SharedServers;
import dev.annals.testkit.servers.WorkerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;

/**
 * A worker with the archive and one sink, set up as the example says, but for the size of what
 * clients and topics take.
 */
final class FuzzRig implements AutoCloseable {
  static final int PARTITIONS = 4;
  private static final int TASKS = 2;
  private static final String SINK = "fuzz-sink";

  /** Of a record of 5 MiB, with what the dead-letter queue adds. */
  private static final int MAX_BYTES = 8 << 20;

  private final String name = "fuzz_" + Long.toString(System.nanoTime(), 36);
  private final String bootstrapServers = SharedServers.kafka();
  private final CassandraAddress cassandra = SharedServers.cassandra();
  private final CqlSession session = OneNode.session(cassandra);
  private final ConnectWorker worker;

  /** Returns when the sink runs. */
  FuzzRig() {
    session.execute(
        "CREATE KEYSPACE %s WITH replication = {'class': 'NetworkTopologyStrategy', '%s': 1}"
            .formatted(name, cassandra.localDatacenter()));
    createTopics();
    this.worker =
        ConnectWorker.start(
            Place.fresh("fuzz-worker"),
            WorkerSettings.on(bootstrapServers)
                .group(name)
                .plugins(Path.of(System.getProperty("annals.plugin.path"))));
    worker.rest().put(SINK, ExampleConfig.of("annals-sink.json", changes()));
    worker.rest().awaitRunning(SINK, TASKS);
    // A task that is said to run may still be creating its tables.
    Awaitility.await("table progress answers")
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptionsInstanceOf(DriverException.class)
        .until(() -> tables().decided() >= 0);
  }

  private void createTopics() {
    // Whatever time a record says, and however far from the others: it is taken and stays.
    Map<String, String> settings =
        Map.of(
            "max.message.bytes", Integer.toString(MAX_BYTES),
            "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE),
            "segment.ms", Long.toString(Long.MAX_VALUE),
            "retention.ms", "-1");
    List<NewTopic> topics =
        List.of(
            new NewTopic(name, PARTITIONS, (short) 1).configs(settings),
            new NewTopic(deadLetters(), 1, (short) 1).configs(settings));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException | InterruptedException fault) {
      throw new IllegalStateException("cannot create " + topics, fault);
    }
  }

  private String deadLetters() {
    return name + ".undecodable";
  }

  private Map<String, String> changes() {
    Map<String, String> changes = new HashMap<>();
    changes.put("topics", name);
    changes.put("tasks.max", Integer.toString(TASKS));
    changes.put("cassandra.contact.points", cassandra.contactPoint());
    changes.put("cassandra.local.datacenter", cassandra.localDatacenter());
    changes.put("cassandra.keyspace", name);
    changes.put("cassandra.username", cassandra.username());
    changes.put("cassandra.password", cassandra.password());
    changes.put("errors.deadletterqueue.topic.name", deadLetters());
    changes.put("producer.override.max.request.size", Integer.toString(MAX_BYTES));
    return changes;
  }

  FuzzProducer producer(Fuzzer fuzzer) {
    return new FuzzProducer(bootstrapServers, name, fuzzer, MAX_BYTES);
  }

  /** Ends all tasks, and starts them again. */
  void restart() {
    worker.rest().restart(SINK);
    worker.rest().awaitRunning(SINK, TASKS);
  }

  /** Throws the stack trace of a task that failed. */
  void requireRunning() {
    ConnectorStatus now = worker.rest().status(SINK);
    if (!now.failures().isEmpty()) {
      throw new IllegalStateException(now.failures());
    }
  }

  FuzzTables tables() {
    return new FuzzTables(session, name);
  }

  /** Shows all that came of the records. */
  void show(Audit audit) {
    tables().show(audit);
    new DeadLetterTopic(bootstrapServers, deadLetters()).show(audit);
  }

  /** What the worker holds in the end. */
  long heapAfterCollection() {
    return WorkerHeap.afterCollection(worker.pid());
  }

  @Override
  public void close() {
    worker.close();
    session.close();
  }
}
