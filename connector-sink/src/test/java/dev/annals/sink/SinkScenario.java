package dev.annals.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.connector.config.SourceNaming;
import dev.annals.connector.record.Preset;
import dev.annals.connector.record.RecordMapping;
import dev.annals.connector.record.VersionMode;
import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.Outcome.Accepted;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.Progress;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.ReducerId;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import dev.annals.model.store.Snapshot;
import dev.annals.sink.snapshot.SnapshotSettings;
import dev.annals.store.CassandraSettings;
import dev.annals.store.cql.ClusterSettings;
import dev.annals.store.cql.ConsistencyPair;
import dev.annals.testkit.store.InMemoryStore;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/**
 * What tests of the sink share: topics, a store, and tasks that go from the one to the other. The
 * store's calls are carried out when the test says so, all on the test's thread.
 */
abstract class SinkScenario {
  static final TopicPartition ORDERS = new TopicPartition("orders", 0);
  static final TopicPartition OTHERS = new TopicPartition("others", 0);
  static final String ENTITY = "thing";
  static final int SHARDS = 4;

  final FakeTopics topics = new FakeTopics();
  final InMemoryStore tables = new InMemoryStore(new AppendLimits(500, 100), SHARDS);
  final Map<TopicPartition, Long> committed = new HashMap<>();
  private long elsewhere;
  private Instant now = Instant.parse("2026-11-23T10:00:00Z");

  /** Goes on a millisecond each time it is looked at. */
  final InstantSource clock = () -> now = now.plusMillis(1);

  /** A task and what is around it. */
  record Task(FakeWorker worker, SteppedStore store, StartedSink sink) {
    /** Polls and answers until nothing is under way and nothing new comes. */
    void settle() {
      int quiet = 0;
      while (quiet < 3) {
        store.answerAll();
        quiet = worker.poll() == 0 && store.steps().isEmpty() ? quiet + 1 : 0;
      }
    }
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  static RecordMapping mapping(@Nullable String entityType) {
    return new RecordMapping(
        Preset.PLAIN,
        Preset.PLAIN.headers(),
        entityType,
        null,
        RecordMapping.BATCH_CONTENT_TYPE,
        OnConflict.REJECT,
        Set.of(),
        VersionMode.NEXT);
  }

  static SinkSettings settings() {
    ClusterSettings cluster =
        new ClusterSettings(
            List.of(InetSocketAddress.createUnresolved("nowhere", 9042)),
            "dc1",
            "annals",
            null,
            null,
            ConsistencyPair.LOCAL_QUORUM,
            ClusterSettings.DEFAULT_REQUEST_TIMEOUT,
            "test");
    return new SinkSettings(
        CassandraSettings.of(cluster),
        mapping(ENTITY),
        new SourceNaming("${topic}", null, Map.of()),
        false,
        10_000,
        1 << 20,
        true,
        SinkSettings.PRODUCER_MAX_BYTES,
        SnapshotSettings.NONE);
  }

  static SinkSettings with(SinkSettings settings, long maxRecords, long maxBytes) {
    return new SinkSettings(
        settings.cassandra(),
        settings.mapping(),
        settings.naming(),
        settings.acceptsMappingChange(),
        maxRecords,
        maxBytes,
        settings.deadLetterQueue(),
        settings.deadLetterMaxBytes(),
        settings.snapshots());
  }

  static SinkSettings withoutDeadLetters(SinkSettings settings) {
    return new SinkSettings(
        settings.cassandra(),
        settings.mapping(),
        settings.naming(),
        settings.acceptsMappingChange(),
        settings.maxPendingRecords(),
        settings.maxPendingBytes(),
        false,
        SinkSettings.PRODUCER_MAX_BYTES,
        settings.snapshots());
  }

  static SinkSettings with(SinkSettings settings, RecordMapping mapping, boolean acceptsChange) {
    return new SinkSettings(
        settings.cassandra(),
        mapping,
        settings.naming(),
        acceptsChange,
        settings.maxPendingRecords(),
        settings.maxPendingBytes(),
        settings.deadLetterQueue(),
        settings.deadLetterMaxBytes(),
        settings.snapshots());
  }

  static SinkSettings with(SinkSettings settings, SnapshotSettings snapshots) {
    return new SinkSettings(
        settings.cassandra(),
        settings.mapping(),
        settings.naming(),
        settings.acceptsMappingChange(),
        settings.maxPendingRecords(),
        settings.maxPendingBytes(),
        settings.deadLetterQueue(),
        settings.deadLetterMaxBytes(),
        snapshots);
  }

  static SinkSettings named(SinkSettings settings, String sourceName) {
    return new SinkSettings(
        settings.cassandra(),
        settings.mapping(),
        new SourceNaming(sourceName, null, Map.of()),
        settings.acceptsMappingChange(),
        settings.maxPendingRecords(),
        settings.maxPendingBytes(),
        settings.deadLetterQueue(),
        settings.deadLetterMaxBytes(),
        settings.snapshots());
  }

  Task start(SinkSettings settings, Topics lives, TopicPartition... partitions) {
    SteppedStore store = new SteppedStore(tables.anotherClient());
    FakeWorker worker = new FakeWorker(topics, committed);
    StartedSink[] started = new StartedSink[1];
    worker.start(
        context ->
            started[0] =
                new StartedSink(
                    context,
                    settings,
                    store,
                    lives,
                    new TaskLoop(Runnable::run),
                    Thread::new,
                    clock));
    worker.assign(List.of(partitions));
    return new Task(worker, store, started[0]);
  }

  Task start(SinkSettings settings, TopicPartition... partitions) {
    return start(settings, life("1"), partitions);
  }

  Task start(TopicPartition... partitions) {
    return start(settings(), partitions);
  }

  static Topics life(String incarnation) {
    return new Topics(Incarnations.fixed(incarnation), null, () -> {});
  }

  /** Kafka is asked for the ids of topics. */
  static Topics topicId(Uuid id) {
    Incarnations.TopicIds ids = topic -> CompletableFuture.completedStage(id.toString());
    return new Topics(ids, null, () -> {});
  }

  static Source source(TopicPartition partition) {
    return new Source(partition.topic(), partition.partition(), "1");
  }

  static <T> T get(CompletionStage<T> answer) {
    return answer.toCompletableFuture().join();
  }

  /** The payloads of a stream, in order of version. */
  List<String> stream(String entity) {
    return events(entity).stream().map(SinkScenario::payload).toList();
  }

  List<RecordedEvent> events(String entity) {
    StreamId id = new StreamId(ENTITY, entity);
    return get(tables.read(ReadRequest.forwards(id, 1, 10_000))).events();
  }

  static String payload(RecordedEvent event) {
    return event.event().payload() == null
        ? ""
        : new String(event.event().payload().toArray(), UTF_8);
  }

  /** The state of an entity's newest snapshot; absent where there is none. */
  Optional<String> state(String entity, String reducer) {
    return newest(entity, reducer, Long.MAX_VALUE).map(SinkScenario::state);
  }

  static String state(Snapshot snapshot) {
    return new String(snapshot.state().toArray(), UTF_8);
  }

  /**
   * An entity's newest snapshot.
   *
   * @param reducer name@fingerprint
   */
  Optional<Snapshot> newest(String entity, String reducer, long atMost) {
    String[] parts = reducer.split("@");
    ReducerId id = new ReducerId(parts[0], parts[1]);
    return get(tables.snapshots().newest(new StreamId(ENTITY, entity), id, atMost));
  }

  /** Appends by another program, from a source of its own. */
  void grow(String entity, String... payloads) {
    for (String payload : payloads) {
      SourcePosition at = new SourcePosition(new Source("elsewhere", 0, "1"), elsewhere++);
      NewEvent event =
          NewEvent.of(EventId.of(at, 0), "happened", Bytes.of(payload.getBytes(UTF_8)));
      AppendRequest request =
          new AppendRequest(
              new StreamId(ENTITY, entity),
              List.of(event),
              ExpectedVersion.ANY,
              OnConflict.REJECT,
              at);
      assertThat(get(tables.append(List.of(request)))).hasOnlyElementsOfType(Accepted.class);
    }
  }

  /** How far a source is decided; 0 if it was never fed. */
  long upto(Source source) {
    return get(tables.log().progress(source.name())).stream()
        .filter(row -> row.source().equals(source))
        .mapToLong(Progress::upto)
        .findFirst()
        .orElse(0);
  }

  /** All refused rows of a source in a log bucket. Takes the ownership away, as a look. */
  List<Refusal> refusals(Source source, long bucket) {
    return get(tables.log().claim(source, bucket, UUID.randomUUID(), 0));
  }

  List<Segment> segments(int shard, Source source, long bucket) {
    return get(tables.log().segments(shard, source, bucket, 0, Integer.MAX_VALUE));
  }

  List<Segment> segments(Source source) {
    List<Segment> all = new ArrayList<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      all.addAll(segments(shard, source, 0));
    }
    return all;
  }

  @AfterEach
  void closeTheStore() {
    tables.close();
  }
}
