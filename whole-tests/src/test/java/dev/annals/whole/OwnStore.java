package dev.annals.whole;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.Segment;
import dev.annals.store.CassandraStore;
import dev.annals.store.cql.StoreListener;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A store beside the one of all tests, for those that spoil what sources read. */
final class OwnStore implements AutoCloseable {
  private final Whole whole;
  private final String keyspace = "own_" + Long.toString(System.nanoTime(), 36);
  private final CqlSession session;
  private final CassandraStore store;

  OwnStore(Whole whole) {
    this.whole = whole;
    whole.createKeyspace(keyspace);
    session = whole.session();
    store = CassandraStore.open(whole.settings(keyspace), StoreListener.NONE).join();
  }

  CassandraStore store() {
    return store;
  }

  String keyspace() {
    return keyspace;
  }

  /** The first events of a stream. */
  List<RecordedEvent> events(StreamId stream) {
    return store.read(ReadRequest.forwards(stream, 1, 100)).toCompletableFuture().join().events();
  }

  Rows rows(String topic) {
    return Rows.of(session, store, keyspace, topic);
  }

  /** Starts a sink that appends to it. */
  void sink(String name, String topic) {
    sink(name, topic, Map.of());
  }

  /** Likewise, with other settings than the example's. */
  void sink(String name, String topic, Map<String, String> settings) {
    Map<String, String> changes = new HashMap<>(settings);
    changes.put("cassandra.keyspace", keyspace);
    whole.sink(name, topic, changes);
  }

  /** Starts a source that publishes what is in it, and waits until it runs. */
  void source(String name) {
    source(name, Map.of());
  }

  /** Likewise, with other settings than the example's. */
  void source(String name, Map<String, String> settings) {
    configure(name, settings);
    whole.rest().awaitRunning(name, 1);
  }

  /** Makes the source, or changes its settings, and leaves it stopped if it is. */
  void configure(String name, Map<String, String> settings) {
    Map<String, String> changes = new HashMap<>(settings);
    changes.put("cassandra.keyspace", keyspace);
    changes.put("tasks.max", "1");
    whole.rest().put(name, whole.sourceConfig(changes));
  }

  /** Waits until a topic of one partition is decided up to its end. */
  void awaitDecided(String topic) {
    awaitDecided(topic, whole.topics().ends(topic).values().iterator().next());
  }

  /** Likewise up to an offset. */
  void awaitDecided(String topic, long upto) {
    Awaitility.await("all of " + topic + " decided")
        .atMost(Duration.ofMinutes(2))
        .until(() -> rows(topic).upto().orElse(0L) == upto);
  }

  /** Takes a schema away, as a backup would that lacks it. */
  void forgetSchema(String id) {
    session.execute("DELETE FROM %s.schemas WHERE schema_id = ?".formatted(keyspace), id);
  }

  /** Takes a segment away, as the end of its time to live does. */
  void expire(Segment segment) {
    session.execute(
        "DELETE FROM %s.log WHERE shard = ? AND source = ? AND bucket = ? AND first = ? AND upto = ?"
            .formatted(keyspace),
        segment.shard(),
        segment.source().text(),
        segment.bucket(),
        segment.first(),
        segment.upto());
  }

  @Override
  public void close() {
    store.close();
    session.close();
  }
}
