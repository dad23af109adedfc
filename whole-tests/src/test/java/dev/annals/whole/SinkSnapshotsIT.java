package dev.annals.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.reduce.Jsonata;
import dev.annals.reduce.MergePatch;
import dev.annals.reduce.Reducer;
import dev.annals.testkit.proxy.CqlProxy;
import dev.annals.testkit.proxy.Rule;
import dev.annals.testkit.servers.ConnectWorker;
import dev.annals.testkit.servers.Place;
import dev.annals.testkit.servers.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Sinks that take snapshots, on a worker of their own, which may be killed, and whose plugin folder
 * holds reducers in Java.
 */
@ThirdLane
class SinkSnapshotsIT {
  private static final List<String> ENTITIES = List.of("a", "b", "c");

  /** A rule for a snapshot at each tenth event, of which two stay. */
  private static final String RULE =
      "{\"entityType\": \"%s\", \"reducer\": %s, \"every\": 10, \"keep\": 2}";

  private static final String COUNT = "{'count': $state.count + 1, 'last': id}";
  private static final String START = "{\"count\":0}";

  private static final Whole WHOLE = Whole.get();
  private static final OwnStore STORE = new OwnStore(WHOLE);
  private static final ConnectWorker WORKER =
      ConnectWorker.start(
          Place.fresh("snapshot-worker"),
          WorkerSettings.on(WHOLE.topics().bootstrapServers())
              .group("snapshots-" + STORE.keyspace().replace('_', '-'))
              .plugins(
                  new PluginCopy()
                      .with("reducer-of-mine.jar", Reducer.class, LastAndCount.class)
                      .with("reducer-of-yours.jar", Reducer.class, NeverReturns.class)
                      .path()));

  /** One sink, and the entities of its topic. */
  private static final class Sink {
    private final String name;
    private final Scenario scenario;
    private final String topic;
    private int sent;

    Sink(String name) {
      this.name = name;
      this.scenario = Scenario.withoutOutputs(name);
      this.topic = scenario.topic("in", 1);
    }

    /** Starts it, or gives it other rules. */
    void run(Map<String, String> settings, String... reducers) {
      List<String> rules = new ArrayList<>();
      for (String reducer : reducers) {
        rules.add(RULE.formatted(scenario.type(), reducer));
      }
      Map<String, String> changes = new HashMap<>(settings);
      changes.put("cassandra.keyspace", STORE.keyspace());
      changes.put("reduce.rules", rules.toString());
      WORKER.rest().put(name, WHOLE.sinkConfig(topic, changes));
      WORKER.rest().awaitRunning(name, 1);
    }

    /** So many more events for each entity. */
    void send(int count) {
      List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        sent++;
        for (String entity : ENTITIES) {
          events.add(scenario.event(topic, entity, entity + sent));
        }
      }
      WHOLE.topics().send(events);
    }

    StreamId stream(String entity) {
      return scenario.stream(entity);
    }

    void assertEachEventOnce() {
      for (String entity : ENTITIES) {
        assertThat(STORE.events(stream(entity)))
            .extracting(RecordedEvent::version)
            .containsExactlyElementsOf(
                IntStream.rangeClosed(1, sent).mapToObj(i -> (long) i).toList());
        assertThat(STORE.events(stream(entity)))
            .extracting(event -> event.event().id().text())
            .doesNotHaveDuplicates();
      }
    }

    /** Waits until there are just these, and compares them with what all events give. */
    void awaitTaken(SnapshotRows rows, Long... versions) {
      for (String entity : ENTITIES) {
        Map<Long, String> states =
            Awaitility.await("snapshots %s of %s".formatted(List.of(versions), stream(entity)))
                .atMost(Duration.ofMinutes(1))
                .until(
                    () -> rows.of(stream(entity)),
                    taken -> taken.keySet().equals(Set.of(versions)));
        states.forEach(
            (version, state) ->
                assertThat(state)
                    .as("%s@%d", stream(entity), version)
                    .isEqualTo(rows.folded(stream(entity), version)));
      }
    }

    void end() {
      WORKER.rest().delete(name);
    }
  }

  @AfterAll
  static void close() {
    WORKER.close();
    STORE.close();
  }

  @Test
  void each_kind_of_reducer_has_its_snapshots_at_the_boundaries_and_as_many_as_are_to_stay() {
    SnapshotRows patched = SnapshotRows.of(STORE, new MergePatch());
    SnapshotRows counted = SnapshotRows.of(STORE, Jsonata.of("count", COUNT, START));
    SnapshotRows ofMine = SnapshotRows.of(STORE, new LastAndCount());
    Sink sink = new Sink("three-kinds");
    sink.run(Map.of(), "\"json-merge-patch\"", jsonata("count", COUNT), "\"last-and-count\"");

    sink.send(12);
    for (SnapshotRows rows : List.of(patched, counted, ofMine)) {
      sink.awaitTaken(rows, 10L);
    }
    sink.send(10);
    for (SnapshotRows rows : List.of(patched, counted, ofMine)) {
      sink.awaitTaken(rows, 10L, 20L);
    }
    sink.send(10);
    for (SnapshotRows rows : List.of(patched, counted, ofMine)) {
      sink.awaitTaken(rows, 20L, 30L);
      assertThat(rows.loaded(sink.stream("a"))).isEqualTo(rows.folded(sink.stream("a"), 32));
    }
    try (WorkerMetrics metrics = new WorkerMetrics(WORKER.pid())) {
      Awaitility.await("nothing is pending")
          .until(() -> metrics.of("three-kinds", "snapshots-pending") == 0);
      assertThat(metrics.of("three-kinds", "snapshots-taken")).isEqualTo(3 * 3 * 3);
      assertThat(metrics.of("three-kinds", "snapshots-failed")).isZero();
      assertThat(metrics.of("three-kinds", "snapshots-dropped")).isZero();
    }
    sink.assertEachEventOnce();
    sink.end();
  }

  @Test
  void reducers_that_fail_and_that_never_return_hold_up_neither_appends_nor_a_good_one()
      throws IOException {
    SnapshotRows good = SnapshotRows.of(STORE, new LastAndCount());
    Sink sink = new Sink("poisoned");
    sink.run(
        Map.of(),
        "\"never-returns\"",
        jsonata("poisoned", "$error('not this one')"),
        "\"last-and-count\"");

    try (WorkerMetrics metrics = new WorkerMetrics(WORKER.pid())) {
      for (int boundary = 1; boundary <= 3; boundary++) {
        sink.send(10);
        STORE.awaitDecided(sink.topic);
        // Of boundaries that are crossed before the snapshot is taken only the last counts.
        int failures = boundary * ENTITIES.size();
        Awaitility.await("each failure is counted")
            .atMost(Duration.ofMinutes(1))
            .until(() -> metrics.of("poisoned", "snapshots-failed") == failures);
        Awaitility.await("each snapshot is taken")
            .atMost(Duration.ofMinutes(1))
            .until(() -> metrics.of("poisoned", "snapshots-taken") == failures);
      }
      sink.awaitTaken(good, 20L, 30L);
      sink.assertEachEventOnce();
      assertThat(WORKER.rest().status("poisoned").failures()).isEmpty();
      WORKER.rest().awaitRunning("poisoned", 1);
      assertThat(metrics.of("poisoned", "snapshots-taken")).isEqualTo(9);
      assertThat(metrics.of("poisoned", "snapshots-pending")).as("hang").isPositive();
    }
    sink.end();
    List<String> log = Files.readAllLines(WORKER.log());
    assertThat(log)
        .as("the task has ended, whatever hangs")
        .noneMatch(line -> line.contains("Graceful stop of task poisoned-0 failed"));
    assertThat(log)
        .filteredOn(line -> line.contains("no snapshot for entity type " + sink.scenario.type()))
        .singleElement()
        .asString()
        .contains("by reducer poisoned: ", "not this one")
        .contains("[annals-snapshots-poisoned-0]");
  }

  @Test
  void a_changed_rule_uses_nothing_it_made_before_and_removes_it_at_the_next_boundary() {
    SnapshotRows before = SnapshotRows.of(STORE, Jsonata.of("tally", COUNT, START));
    String twice = "{'count': $state.count + 2}";
    SnapshotRows after = SnapshotRows.of(STORE, Jsonata.of("tally", twice, START));
    Sink sink = new Sink("changed");
    sink.run(Map.of(), jsonata("tally", COUNT));
    sink.send(10);
    sink.awaitTaken(before, 10L);
    ENTITIES.forEach(entity -> before.falsify(sink.stream(entity), 10));

    try (WorkerMetrics metrics = new WorkerMetrics(WORKER.pid())) {
      Awaitility.await("counted").until(() -> metrics.of("changed", "snapshots-taken") == 3);
      sink.run(Map.of(), jsonata("tally", twice));
      Awaitility.await("the task with the new rule")
          .atMost(Duration.ofMinutes(1))
          .until(() -> metrics.of("changed", "snapshots-taken") == 0);
    }
    sink.send(9);
    STORE.awaitDecided(sink.topic);
    for (String entity : ENTITIES) {
      assertThat(before.of(sink.stream(entity))).as("no boundary yet").containsOnlyKeys(10L);
      assertThat(after.of(sink.stream(entity))).isEmpty();
    }
    sink.send(1);
    sink.awaitTaken(after, 20L);

    sink.awaitTaken(before);
    assertThat(after.loaded(sink.stream("a"))).isEqualTo("{\"count\":40}");
    sink.end();
  }

  @Test
  void a_worker_killed_between_an_append_and_its_snapshot_takes_the_next_one() {
    SnapshotRows counted = SnapshotRows.of(STORE, Jsonata.of("count", COUNT, START));
    Sink sink = new Sink("killed");
    try (CqlProxy proxy = CqlProxy.to(WHOLE.cassandra())) {
      proxy.rule(
          new Rule() {
            @Override
            public boolean arrives(String cql) {
              return !cql.startsWith("INSERT INTO snapshots");
            }
          });
      sink.run(Map.of("cassandra.contact.points", proxy.contactPoint()), jsonata("count", COUNT));
      sink.send(10);
      STORE.awaitDecided(sink.topic);
      Awaitility.await("all snapshots are withheld")
          .atMost(Duration.ofMinutes(1))
          .until(() -> proxy.withheld() >= ENTITIES.size());
      WORKER.kill();
      sink.awaitTaken(counted);
      sink.assertEachEventOnce();

      proxy.rule(Rule.NONE);
      WORKER.start();
      WORKER.rest().awaitRunning("killed", 1);
      sink.send(9);
      STORE.awaitDecided(sink.topic);
      sink.awaitTaken(counted);
      sink.send(1);
      sink.awaitTaken(counted, 20L);
      sink.send(3);
      STORE.awaitDecided(sink.topic);

      for (String entity : ENTITIES) {
        StreamId stream = sink.stream(entity);
        assertThat(counted.loaded(stream)).isEqualTo(counted.folded(stream, 23));
      }
      sink.assertEachEventOnce();
      sink.end();
    }
  }

  @Test
  void an_unknown_reducer_is_refused_in_the_form_with_those_that_are_there() {
    Map<String, String> config =
        WHOLE.sinkConfig(
            "form", Map.of("reduce.rules", "[" + RULE.formatted("a", "\"cout\"") + "]"));
    config.put("name", "form");

    Map<String, List<String>> complaints = WORKER.rest().validate(config);

    assertThat(complaints).containsOnlyKeys("reduce.rules");
    assertThat(String.join(" ", complaints.get("reduce.rules")))
        .contains("rule 1 names a reducer cout, which is not there")
        .contains("there are json-merge-patch, last-and-count, never-returns");
  }

  private static String jsonata(String name, String expression) {
    return "{\"name\": \"%s\", \"jsonata\": \"%s\", \"initial\": %s}"
        .formatted(name, expression, START);
  }
}
