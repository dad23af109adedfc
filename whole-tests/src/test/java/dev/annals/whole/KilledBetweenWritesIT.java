package dev.annals.whole;

import static dev.annals.whole.Scenario.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.annals.model.store.LogEntry;
import dev.annals.testkit.proxy.CqlProxy;
import dev.annals.testkit.proxy.Rule;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(ThirdLane.SHARED_WORKER)
class KilledBetweenWritesIT {
  private static final int EVENTS = 300;
  private static final int REFUSED = EVENTS / 5;
  private static final List<String> ENTITIES =
      IntStream.range(0, 20).mapToObj(i -> "e" + i).toList();

  /** A sink whose writes to one table do not arrive. */
  private static final class Victim implements AutoCloseable {
    private final Scenario scenario;
    private final String topic;
    private final CqlProxy proxy;
    private final CqlSession session;
    private final Rows rows;

    Victim(String name, String withheld) {
      scenario = new Scenario(name);
      topic = scenario.topic("in", 1);
      Whole whole = scenario.whole();
      proxy = CqlProxy.to(whole.cassandra());
      proxy.rule(
          new Rule() {
            @Override
            public boolean arrives(String cql) {
              return !cql.startsWith("INSERT INTO " + withheld);
            }
          });
      session = whole.session();
      rows = Rows.of(session, whole.store(), whole.keyspace(), topic);
      whole.topics().send(events(scenario, topic));
      whole.sink(name, topic, Map.of("cassandra.contact.points", proxy.contactPoint()));
    }

    /** After the worker was started again: the same rows, and each record once. */
    void assertWhole() {
      scenario.awaitDecided(topic);
      assertThat(rows.entries()).hasSize(EVENTS);
      rows.entries()
          .forEach(
              (position, copies) ->
                  assertThat(new HashSet<>(copies)).as("DECIDED at %d", position).hasSize(1));
      List<ConsumerRecord<byte[], byte[]>> out = scenario.acceptedUpToFences(topic, ENTITIES);
      assertThat(out).hasSize(EVENTS - REFUSED);
      assertThat(out).extracting(one -> header(one, "ce_id")).doesNotHaveDuplicates();
      assertThat(scenario.rejected(REFUSED))
          .hasSize(REFUSED)
          .extracting(one -> header(one, "ce_id"))
          .doesNotHaveDuplicates();
    }

    @Override
    public void close() {
      proxy.close();
      session.close();
    }
  }

  @Test
  void sinks_killed_between_two_of_their_writes_come_to_the_same_rows_and_publish_them_once() {
    try (Victim unlogged = new Victim("unlogged", "log");
        Victim unmarked = new Victim("unmarked", "progress")) {
      awaitWithheld(unlogged, unmarked);
      Awaitility.await("all refusals written")
          .atMost(Duration.ofMinutes(1))
          .until(() -> unlogged.rows.refused().size() == REFUSED);
      unlogged.scenario.whole().worker().kill();

      final Map<Long, ByteBuffer> refused = unlogged.rows.refused();
      assertThat(unlogged.rows.segments()).as("between refused rows and segments").isEmpty();
      final Map<Long, List<LogEntry>> logged = unmarked.rows.entries();
      assertThat(logged).as("between segments and progress").isNotEmpty();
      assertThat(unmarked.rows.upto()).isEmpty();
      assertThat(unlogged.rows.upto()).isEmpty();

      unlogged.proxy.rule(Rule.NONE);
      unmarked.proxy.rule(Rule.NONE);
      unlogged.scenario.whole().worker().start();
      unlogged.assertWhole();
      unmarked.assertWhole();
      assertThat(unlogged.rows.refused()).isEqualTo(refused);
      final Map<Long, List<LogEntry>> after = unmarked.rows.entries();
      logged.forEach((position, copies) -> assertThat(after.get(position)).containsAll(copies));
      unlogged.scenario.whole().rest().delete("unlogged");
      unlogged.scenario.whole().rest().delete("unmarked");
    }
  }

  private static void awaitWithheld(Victim... victims) {
    for (Victim victim : victims) {
      Awaitility.await("a write of %s is withheld".formatted(victim.topic))
          .atMost(Duration.ofMinutes(1))
          .until(() -> victim.proxy.withheld() > 0);
    }
  }

  /** Every fifth has to be refused. */
  private static List<ProducerRecord<byte[], byte[]>> events(Scenario scenario, String topic) {
    List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      String entity = ENTITIES.get(i % ENTITIES.size());
      events.add(
          i % 5 == 4
              ? scenario.event(topic, entity, "id" + i, "ce_expectedversion", "1000000")
              : scenario.event(topic, entity, "id" + i));
    }
    return events;
  }
}
