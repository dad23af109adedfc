package dev.annals.sink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.Outcome;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.Snapshot;
import dev.annals.reduce.Fold;
import dev.annals.reduce.Reducer;
import dev.annals.reduce.SnapshotRule;
import dev.annals.store.load.Loader;
import dev.annals.testkit.store.InMemoryStore;
import dev.annals.upcast.UpcastChain;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;

/** A store, takers beside it, and what tests of them do and look at. */
abstract class TakerScenario {
  static final String TYPE = "order";

  final InMemoryStore store = new InMemoryStore(new AppendLimits(500, 100), 4);
  final SnapshotTally tally = new SnapshotTally();
  private final List<SnapshotTaker> takers = new ArrayList<>();
  final List<Thread> threads = new CopyOnWriteArrayList<>();
  private int position;

  /** A snapshot at each tenth event, of which two are kept. */
  static SnapshotRule rule(Reducer reducer) {
    return new SnapshotRule(TYPE, reducer, 10, 2);
  }

  SnapshotTaker taker(SnapshotRule... rules) {
    return taker(store, tally, rules);
  }

  SnapshotTaker taker(InMemoryStore client, SnapshotTally counts, SnapshotRule... rules) {
    SnapshotTaker taker =
        new SnapshotTaker(
            new SnapshotSettings(List.of(rules), UpcastChain.EMPTY),
            client,
            client.snapshots(),
            this::daemon,
            InstantSource.system(),
            counts);
    takers.add(taker);
    return taker;
  }

  private Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "snapshots");
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  static StreamId stream(String id) {
    return new StreamId(TYPE, id);
  }

  /** Appends so many events at once. */
  Outcome.Accepted append(String id, int count) {
    List<NewEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(event("changed", "{\"n\":%d}".formatted(position * 1_000 + i)));
    }
    return append(id, events);
  }

  Outcome.Accepted append(String id, List<NewEvent> events) {
    AppendRequest request =
        new AppendRequest(
            stream(id),
            events,
            ExpectedVersion.ANY,
            OnConflict.REJECT,
            new SourcePosition(new Source("in", 0, "1"), position++));
    Outcome outcome = get(store.append(List.of(request))).get(0);
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    return (Outcome.Accepted) outcome;
  }

  NewEvent event(String type, String payload) {
    return NewEvent.of(
        EventId.of("e" + position + "-" + System.nanoTime()),
        type,
        Bytes.of(payload.getBytes(UTF_8)));
  }

  /** Appends, and tells the taker. */
  void append(SnapshotTaker taker, String id, int count) {
    taker.appended(stream(id), append(id, count));
  }

  static Fold fold(Reducer reducer) {
    return new Fold(reducer, UpcastChain.EMPTY);
  }

  /** The snapshots of a stream by version. */
  Map<Long, Bytes> taken(Reducer reducer, String id) {
    Map<Long, Bytes> taken = new TreeMap<>();
    long atMost = Long.MAX_VALUE;
    while (true) {
      Optional<Snapshot> newest =
          get(store.snapshots().newest(stream(id), fold(reducer).id(), atMost));
      if (newest.isEmpty()) {
        return taken;
      }
      taken.put(newest.get().version(), newest.get().state());
      atMost = newest.get().version() - 1;
    }
  }

  /** What all events up to a version give. */
  Bytes folded(Reducer reducer, String id, long version) throws Exception {
    InMemoryStore without = new InMemoryStore(new AppendLimits(500, 100), 4);
    try {
      Loader loader = new Loader(store, without.snapshots(), Runnable::run);
      Fold fold = fold(reducer);
      return fold.snapshot(get(loader.loadAt(stream(id), version, fold)), java.time.Instant.EPOCH)
          .state();
    } finally {
      without.close();
    }
  }

  /** Waits until nothing waits and nothing is under way. */
  void awaitIdle() {
    awaitIdle(tally);
  }

  static void awaitIdle(SnapshotTally counts) {
    Awaitility.await("nothing is pending").until(() -> counts.pending.sum() == 0);
  }

  static <T> T get(CompletionStage<T> answer) {
    return answer.toCompletableFuture().join();
  }

  @AfterEach
  void close() {
    takers.forEach(SnapshotTaker::close);
    store.close();
  }
}
