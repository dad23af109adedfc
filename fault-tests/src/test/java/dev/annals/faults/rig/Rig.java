package dev.annals.faults.rig;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import dev.annals.faults.workload.Plan;
import dev.annals.testkit.servers.CassandraAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store, a sink of decisions and one of facts, and a source, set up on a site as the examples
 * say, around the topics of a plan.
 */
final class Rig implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rig.class);

  /** The least there is, so that streams cross buckets. */
  static final int BUCKET_SIZE = 500;

  private static final int PARTITIONS = 2;

  /** Of each connector, in quiet times. */
  static final int TASKS = 2;

  private final Site site;
  private final Plan plan;
  private final Map<String, String> sinkSettings;
  private final String keyspace;
  private final Admin admin;
  private final KafkaFaults kafkaFaults;
  private final Tasks tasks;
  private final Progress progress;

  /**
   * Returns when all connectors run.
   *
   * @param sinkSettings laid over those of the examples, for sinks
   */
  Rig(Site site, Plan plan, Map<String, String> sinkSettings) {
    this.site = site;
    this.plan = plan;
    this.sinkSettings = Map.copyOf(sinkSettings);
    this.keyspace = plan.name().replace('-', '_');
    this.admin = Admin.create(Map.of("bootstrap.servers", site.bootstrapServers()));
    this.kafkaFaults = new KafkaFaults(site.workers());
    this.tasks = new Tasks(site.workers(), kafkaFaults);
    this.progress = new Progress(site.cql(), keyspace);
    try {
      setUp();
    } catch (RuntimeException | Error fault) {
      close();
      throw fault;
    }
  }

  private void setUp() {
    cql()
        .execute(
            "CREATE KEYSPACE %s WITH replication = {'class': 'NetworkTopologyStrategy', '%s': %d}"
                .formatted(keyspace, site.cassandra().localDatacenter(), site.replicas()));
    FreshTopics.create(admin, inputs(), PARTITIONS);
    FreshTopics.create(admin, outputs(), PARTITIONS);
    startSink(decisions(), "annals-sink.json", plan.decisions());
    startSink(facts(), "annals-sink-facts.json", plan.facts());
    startSource();
    awaitTables();
  }

  private void startSink(String name, String example, List<String> topics) {
    tasks.start(name, ExampleConfig.of(example, sinkChanges(topics)));
  }

  /**
   * Gives the sink of facts other settings, which are taken up soon.
   *
   * @param changes laid over those that it began with
   */
  void putFacts(Map<String, String> changes) {
    Map<String, String> settings = sinkChanges(plan.facts());
    settings.putAll(changes);
    workers().rest().put(facts(), ExampleConfig.of("annals-sink-facts.json", settings));
  }

  private Map<String, String> sinkChanges(List<String> topics) {
    Map<String, String> changes = storeChanges();
    changes.put("topics", String.join(",", topics));
    changes.put("tasks.max", Integer.toString(TASKS));
    changes.put("errors.deadletterqueue.topic.name", plan.name() + ".undecodable");
    // Partitions that are added are to be found soon: every five minutes by default.
    changes.put("consumer.override.metadata.max.age.ms", "2000");
    changes.putAll(sinkSettings);
    return changes;
  }

  private void startSource() {
    Map<String, String> changes = storeChanges();
    for (String outcome : List.of("accepted", "rejected", "exceptions")) {
      changes.put("topic." + outcome, "${entityType}." + outcome);
    }
    changes.put("topic.creation.default.replication.factor", "1");
    // Longer than a frozen worker is waited for, and not as long as a killed one has to wait.
    changes.put("producer.override.transaction.timeout.ms", "12000");
    tasks.start(source(), ExampleConfig.of("annals-source.json", changes));
  }

  private Map<String, String> storeChanges() {
    CassandraAddress cassandra = site.cassandra();
    Map<String, String> changes = new HashMap<>();
    changes.put("cassandra.contact.points", site.proxy().contactPoint());
    changes.put("cassandra.local.datacenter", cassandra.localDatacenter());
    changes.put("cassandra.keyspace", keyspace);
    changes.put("cassandra.username", cassandra.username());
    changes.put("cassandra.password", cassandra.password());
    changes.put("stream.bucket.size", Integer.toString(BUCKET_SIZE));
    return changes;
  }

  /** A task that is said to run may still be creating them, and some nodes not know them yet. */
  private void awaitTables() {
    for (String table : List.of("progress", "events", "refused", "log")) {
      Awaitility.await("table %s answers".formatted(table))
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptionsInstanceOf(DriverException.class)
          .until(
              () -> cql().execute("SELECT * FROM %s.%s LIMIT 1".formatted(keyspace, table)),
              answered -> true);
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

  /** The connectors. */
  List<String> connectors() {
    return List.of(decisions(), facts(), source());
  }

  List<String> sinks() {
    return List.of(decisions(), facts());
  }

  /** How many partitions each sink reads at least. */
  int leastPartitions() {
    return PARTITIONS * Math.min(plan.decisions().size(), plan.facts().size());
  }

  /** The sink of decisions. */
  String decisions() {
    return plan.name() + "-decisions";
  }

  /** The sink of facts. */
  String facts() {
    return plan.name() + "-facts";
  }

  /** The source. */
  String source() {
    return plan.name() + "-source";
  }

  /** Whose topics it is set up around. */
  Plan plan() {
    return plan;
  }

  /** What it runs on. */
  Site site() {
    return site;
  }

  Workers workers() {
    return site.workers();
  }

  String keyspace() {
    return keyspace;
  }

  /** A session beside those of the connectors. */
  CqlSession cql() {
    return site.cql();
  }

  Tasks tasks() {
    return tasks;
  }

  KafkaFaults kafkaFaults() {
    return kafkaFaults;
  }

  Admin admin() {
    return admin;
  }

  Progress progress() {
    return progress;
  }

  /** Returns when all tasks run, as after a restart, and more is decided. */
  void awaitRunning() {
    tasks.awaitRunning();
    progress.awaitMore();
  }

  /** Nothing is published from here on. */
  void stopSource() {
    workers().rest().stop(source());
    workers().rest().awaitState(source(), "STOPPED");
  }

  /** The connectors are gone, as far as they can be deleted; what they wrote stays. */
  @Override
  public void close() {
    for (String connector : connectors()) {
      try {
        workers().rest().delete(connector);
      } catch (RuntimeException fault) {
        LOG.warn("connector {} could not be deleted", connector, fault);
      }
    }
    admin.close();
  }
}
