package dev.annals.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.ReadRequest;
import dev.annals.store.cql.ClusterSettings;
import dev.annals.store.cql.StoreListener;
import dev.annals.testkit.proxy.Answer;
import dev.annals.testkit.proxy.CqlProxy;
import dev.annals.testkit.servers.SharedServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A store whose answers get lost on the way, and another client of it whose do not. */
final class LostAnswers {
  /** The lock of classes that set its rules: one at a time. */
  static final String PROXY = "the proxy that loses answers";

  private static @Nullable LostAnswers shared;

  private static final int CALLS_A_TEST_WAITS_SECONDS = 60;

  private final TestKeyspace keyspace = new TestKeyspace("lost_answers");
  private final CqlProxy proxy = CqlProxy.to(SharedServers.cassandra());
  private final CassandraStore rival;
  private final CassandraStore store;

  private LostAnswers() {
    rival = CassandraStore.open(keyspace.settings(), StoreListener.NONE).join();
    store = another();
  }

  /** One more that misses answers, for a test that ends it in the middle of its work. */
  CassandraStore another() {
    ClusterSettings direct = keyspace.cluster();
    ClusterSettings proxied =
        new ClusterSettings(
            List.of(proxy.socketAddress()),
            direct.localDatacenter(),
            direct.keyspace(),
            direct.credentials(),
            direct.tls(),
            direct.consistency(),
            Duration.ofMillis(400), // a test waits for it wherever an answer is swallowed
            "proxied");
    CassandraSettings settings = TestKeyspace.settings(proxied, TestKeyspace.schema(false));
    return CassandraStore.open(settings, StoreListener.NONE).join();
  }

  /** The one of this JVM, opened by the first test that asks. */
  static synchronized LostAnswers get() {
    if (shared == null) {
      LostAnswers opened = new LostAnswers();
      Runtime.getRuntime().addShutdownHook(new Thread(opened::close));
      shared = opened;
    }
    return shared;
  }

  TestKeyspace keyspace() {
    return keyspace;
  }

  CqlProxy proxy() {
    return proxy;
  }

  /** The one that misses answers. */
  CassandraStore store() {
    return store;
  }

  /** The one that hears everything. */
  CassandraStore rival() {
    return rival;
  }

  /** From now on; see {@link LoseFirst}. */
  LoseFirst lose(Answer fate, String beginning, Runnable meanwhile) {
    LoseFirst rule = new LoseFirst(beginning, fate, meanwhile);
    proxy.rule(rule);
    return rule;
  }

  static StreamId newStream() {
    return new StreamId("order", UUID.randomUUID().toString());
  }

  static Source newSource() {
    return new Source("orders-" + UUID.randomUUID(), 0, "k3Jx");
  }

  static AppendRequest request(
      StreamId stream, Source source, long position, String expected, String... ids) {
    List<NewEvent> events = new ArrayList<>();
    for (String id : ids) {
      events.add(NewEvent.of(EventId.of(id), "changed", Bytes.of(id.getBytes(UTF_8))));
    }
    return new AppendRequest(
        stream,
        events,
        ExpectedVersion.parse(expected),
        OnConflict.REJECT,
        new SourcePosition(source, position));
  }

  /** An append that closes the stream, expecting nothing in it. */
  static AppendRequest closing(StreamId stream, Source source, long position) {
    NewEvent last = NewEvent.of(EventId.of("last"), NewEvent.CLOSE, null);
    return new AppendRequest(
        stream,
        List.of(last),
        ExpectedVersion.NONE,
        OnConflict.REJECT,
        new SourcePosition(source, position));
  }

  /** What is in a stream, as the rival sees it: ids in order, of dense versions. */
  List<String> ids(StreamId stream) {
    List<String> ids = new ArrayList<>();
    EventPage page;
    do {
      page = answer(rival.read(ReadRequest.forwards(stream, ids.size() + 1L, 400)));
      for (RecordedEvent event : page.events()) {
        ids.add(event.event().id().text());
        assertThat(event.version()).as("DENSE").isEqualTo(ids.size());
      }
    } while (page.next().isPresent());
    return ids;
  }

  static <T> T answer(CompletionStage<T> stage) {
    return stage
        .toCompletableFuture()
        .orTimeout(CALLS_A_TEST_WAITS_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private void close() {
    store.close();
    rival.close();
    proxy.close();
  }
}
