package dev.annals.faults.rig;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.ServerError;
import dev.annals.faults.workload.Plan;
import dev.annals.testkit.servers.CassandraAddress;
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
 * A store, a sink of decisions and one of facts, and a source, set up on a site as the examples
 * say, around the topics of a plan.
 */
final class Rig implements AutoCloseable {
  /** The least there is, so that streams cross buckets. */
  static final int BUCKET_SIZE = 500;

  private static final int PARTITIONS = 2;
  private static final int TASKS = 2;

  private final Site site;
  private final Plan plan;
  private final Map<String, String> sinkSettings;
  private final String keyspace;

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
    cql()
        .execute(
            "CREATE KEYSPACE %s WITH replication = {'class': 'NetworkTopologyStrategy', '%s': %d}"
                .formatted(keyspace, site.cassandra().localDatacenter(), site.replicas()));
    createTopics();
    startSink(decisions(), "annals-sink.json", plan.decisions());
    startSink(facts(), "annals-sink-facts.json", plan.facts());
    startSource();
    awaitTables();
  }

  private void startSink(String name, String example, List<String> topics) {
    workers().rest().put(name, ExampleConfig.of(example, sinkChanges(topics)));
    workers().rest().awaitRunning(name, TASKS);
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
    changes.putAll(sinkSettings);
    return changes;
  }

  private void startSource() {
    Map<String, String> changes = storeChanges();
    for (String outcome : List.of("accepted", "rejected", "exceptions")) {
      changes.put("topic." + outcome, "${entityType}." + outcome);
    }
    changes.put("topic.creation.default.replication.factor", "1");
    workers().rest().put(source(), ExampleConfig.of("annals-source.json", changes));
    workers().rest().awaitRunning(source(), TASKS);
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

  /** A task that is said to run may still be creating them. */
  private void awaitTables() {
    for (String table : List.of("progress", "events", "refused", "log")) {
      Awaitility.await("table %s answers".formatted(table))
          .atMost(Duration.ofSeconds(60))
          // The second is said by a node that learns of the table while it is asked for it.
          .ignoreExceptionsMatching(
              fault -> fault instanceof InvalidQueryException || fault instanceof ServerError)
          .until(
              () -> cql().execute("SELECT * FROM %s.%s LIMIT 1".formatted(keyspace, table)),
              answered -> true);
    }
  }

  /** Returns when all partitions answer: a first batch may be refused before. */
  private void createTopics() {
    List<NewTopic> topics = new ArrayList<>();
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    inputs().forEach(topic -> topics.add(new NewTopic(topic, PARTITIONS, (short) 1)));
    outputs().forEach(topic -> topics.add(new NewTopic(topic, PARTITIONS, (short) 1)));
    for (NewTopic topic : topics) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", site.bootstrapServers()))) {
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

  /** The connectors. */
  List<String> connectors() {
    return List.of(decisions(), facts(), source());
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

  /** Returns when all tasks run, as after a restart. */
  void awaitRunning() {
    connectors().forEach(connector -> workers().rest().awaitRunning(connector, TASKS));
  }

  /** Nothing is published from here on. */
  void stopSource() {
    workers().rest().stop(source());
    workers().rest().awaitState(source(), "STOPPED");
  }

  /** The connectors are gone; what they wrote stays. */
  @Override
  public void close() {
    connectors().forEach(workers().rest()::delete);
  }
}
