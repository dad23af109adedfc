package dev.annals.faults.fuzz;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import dev.annals.faults.history.HeapUsed;
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
 * A worker with the archive, a sink and a source, set up as the examples say, but for the size and
 * the times of what clients and topics take, and for a small cache, which is full soon.
 */
final class FuzzRig implements AutoCloseable {
  static final int PARTITIONS = 4;
  private static final int TASKS = 2;
  private static final String SINK = "fuzz-sink";
  private static final String SOURCE = "fuzz-source";

  /** Of a record of 5 MiB, with what the dead-letter queue adds. */
  private static final int MAX_BYTES = 8 << 20;

  /** Whatever time a record says, and however far from the others: it is taken and stays. */
  private static final Map<String, String> ANY_TIME =
      Map.of(
          "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE),
          "segment.ms", Long.toString(Long.MAX_VALUE),
          "retention.ms", "-1");

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
    worker.rest().put(SINK, ExampleConfig.of("annals-sink.json", sinkChanges()));
    worker.rest().awaitRunning(SINK, TASKS);
    worker.rest().put(SOURCE, ExampleConfig.of("annals-source.json", sourceChanges()));
    worker.rest().awaitRunning(SOURCE, TASKS);
    // A task that is said to run may still be creating its tables.
    Awaitility.await("table progress answers")
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptionsInstanceOf(DriverException.class)
        .until(() -> tables().decided() >= 0);
  }

  private void createTopics() {
    Map<String, String> settings = new HashMap<>(ANY_TIME);
    settings.put("max.message.bytes", Integer.toString(MAX_BYTES));
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

  private Map<String, String> sinkChanges() {
    Map<String, String> changes = changes();
    changes.put("topics", name);
    changes.put("errors.deadletterqueue.topic.name", deadLetters());
    changes.put("producer.override.max.request.size", Integer.toString(MAX_BYTES));
    return changes;
  }

  /** Entity types are of any text, so topics are called by any. */
  private Map<String, String> sourceChanges() {
    Map<String, String> changes = changes();
    changes.put("topic.accepted", "${topic}.accepted.${entityType}");
    changes.put("topic.rejected", "${topic}.rejected");
    changes.put("topic.exceptions", "${topic}.exceptions");
    changes.put("topic.creation.default.partitions", "2");
    changes.put("topic.creation.default.replication.factor", "1");
    ANY_TIME.forEach((name, value) -> changes.put("topic.creation.default." + name, value));
    return changes;
  }

  private Map<String, String> changes() {
    Map<String, String> changes = new HashMap<>();
    changes.put("tasks.max", Integer.toString(TASKS));
    changes.put("cache.max.events", "1000");
    changes.put("cassandra.contact.points", cassandra.contactPoint());
    changes.put("cassandra.local.datacenter", cassandra.localDatacenter());
    changes.put("cassandra.keyspace", name);
    changes.put("cassandra.username", cassandra.username());
    changes.put("cassandra.password", cassandra.password());
    return changes;
  }

  FuzzProducer producer(Fuzzer fuzzer) {
    return new FuzzProducer(bootstrapServers, name, fuzzer, MAX_BYTES);
  }

  /** Ends all tasks, and starts them again. */
  void restart() {
    for (String connector : List.of(SINK, SOURCE)) {
      worker.rest().restart(connector);
    }
    for (String connector : List.of(SINK, SOURCE)) {
      worker.rest().awaitRunning(connector, TASKS);
    }
  }

  /** Throws the stack trace of a task that failed. */
  void requireRunning() {
    for (String connector : List.of(SINK, SOURCE)) {
      ConnectorStatus now = worker.rest().status(connector);
      if (!now.failures().isEmpty()) {
        throw new IllegalStateException(now.failures());
      }
    }
  }

  FuzzTables tables() {
    return new FuzzTables(session, name);
  }

  DeadLetterTopic deadLetterTopic() {
    return new DeadLetterTopic(bootstrapServers, deadLetters());
  }

  PublishedTopics published() {
    return new PublishedTopics(bootstrapServers, name, deadLetters());
  }

  /** What is live in the worker, after so many records. */
  HeapUsed heap(int episode, long records) {
    long bytes = WorkerHeap.live(worker.pid());
    return new HeapUsed(
        worker.rest().workerId(), worker.pid(), episode, bytes, records, records, episode);
  }

  @Override
  public void close() {
    worker.close();
    session.close();
  }
}
