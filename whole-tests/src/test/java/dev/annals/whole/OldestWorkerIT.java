package dev.annals.whole;

import static dev.annals.whole.Scenario.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.annals.testkit.servers.CassandraAddress;
import dev.annals.testkit.servers.ConnectWorker;
import dev.annals.testkit.servers.KafkaRelease;
import dev.annals.testkit.servers.Place;
import dev.annals.testkit.servers.SharedServers;
import dev.annals.testkit.servers.WorkerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The archive, with its examples, on a worker of the oldest Kafka that the README names. */
@ThirdLane
class OldestWorkerIT {
  private static final int ENTITIES = 10;
  private static final int EACH = 20;
  private static final String NAME = "oldest-" + Long.toString(System.nanoTime(), 36);
  private static final String KEYSPACE = NAME.replace('-', '_');

  private static final CassandraAddress CASSANDRA = SharedServers.cassandra();
  private static final Topics TOPICS = new Topics(SharedServers.kafka());
  private static final ConnectWorker WORKER =
      ConnectWorker.start(
          Place.fresh("oldest-worker"),
          WorkerSettings.on(TOPICS.bootstrapServers())
              .group(NAME)
              .plugins(Path.of(System.getProperty("annals.plugin.path")))
              .of(KafkaRelease.OLDEST));

  @BeforeAll
  static void createKeyspace() {
    try (CqlSession session = session()) {
      session.execute(
          "CREATE KEYSPACE %s WITH replication = {'class': 'NetworkTopologyStrategy', '%s': 1}"
              .formatted(KEYSPACE, CASSANDRA.localDatacenter()));
    }
  }

  @AfterAll
  static void close() {
    WORKER.close();
    TOPICS.close();
  }

  @Test
  void both_connectors_run_and_show_their_metrics_on_a_worker_of_kafka_3_9() {
    assertThat(WORKER.rest().workerVersion()).startsWith("3.9.");
    TOPICS.create(NAME, 2);
    TOPICS.create(NAME + ".accepted", 1);
    TOPICS.create(NAME + ".rejected", 1);
    run("annals-sink.json", Map.of("topics", NAME, "tasks.max", "1"));
    run("annals-source.json", Map.of("tasks.max", "1"));

    TOPICS.send(events());

    List<ConsumerRecord<byte[], byte[]>> accepted =
        TOPICS.read(NAME + ".accepted", ENTITIES * EACH);
    assertThat(Scenario.versions(accepted))
        .hasSize(ENTITIES)
        .allSatisfy(
            (entity, versions) ->
                assertThat(versions)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, EACH).boxed().toList()));
    assertThat(TOPICS.read(NAME + ".rejected", ENTITIES))
        .allSatisfy(
            record -> assertThat(header(record, "annals-reason")).isEqualTo("version-conflict"));
    // Metrics of plugins came with Kafka 4.1: here they are MBeans of our own.
    try (Beans beans = Beans.of(WORKER)) {
      assertThat(beans.named("kafka.connect:type=plugins,*")).isEmpty();
      String task = "dev.annals:type=%s,connector=annals-%s,task=0";
      assertThat(beans.number(task.formatted("sink", "sink"), "accepted"))
          .isEqualTo(ENTITIES * EACH);
      assertThat(beans.number(task.formatted("sink", "sink"), "rejected")).isEqualTo(ENTITIES);
      assertThat(beans.number(task.formatted("source", "source"), "accepted"))
          .isEqualTo(ENTITIES * EACH);
    }
  }

  private static void run(String example, Map<String, String> changes) {
    Map<String, String> config = Example.of(example).on(CASSANDRA, KEYSPACE).with(changes).config();
    String name = example.replace(".json", "");
    config.put("name", name);
    assertThat(WORKER.rest().validate(config)).isEmpty();
    WORKER.rest().put(name, config);
    WORKER.rest().awaitRunning(name, 1);
  }

  /** The last of each entity has to be refused. */
  private static List<ProducerRecord<byte[], byte[]>> events() {
    List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      for (int entity = 0; entity < ENTITIES; entity++) {
        events.add(event("e" + entity, "id" + i));
      }
    }
    for (int entity = 0; entity < ENTITIES; entity++) {
      ProducerRecord<byte[], byte[]> late = event("e" + entity, "late");
      late.headers().add("ce_expectedversion", "none".getBytes(UTF_8));
      events.add(late);
    }
    return events;
  }

  private static ProducerRecord<byte[], byte[]> event(String entity, String id) {
    ProducerRecord<byte[], byte[]> event =
        new ProducerRecord<>(NAME, entity.getBytes(UTF_8), "{}".getBytes(UTF_8));
    Map.of("ce_specversion", "1.0", "ce_id", id, "ce_source", "/tests", "ce_type", "happened")
        .forEach((name, value) -> event.headers().add(name, value.getBytes(UTF_8)));
    return event;
  }

  private static CqlSession session() {
    return CqlSession.builder()
        .addContactPoint(CASSANDRA.socketAddress())
        .withLocalDatacenter(CASSANDRA.localDatacenter())
        .withAuthCredentials(CASSANDRA.username(), CASSANDRA.password())
        .build();
  }
}
