package dev.annals.store.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.TokenRange;
import dev.annals.reduce.Fold;
import dev.annals.reduce.MergePatch;
import dev.annals.reduce.SnapshotRule;
import dev.annals.store.load.Loader;
import dev.annals.testkit.store.EventStoreContract;
import dev.annals.testkit.store.InMemoryStore;
import dev.annals.upcast.UpcastChain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebuildTest {
  private static final int STREAMS = 60;
  private static final SnapshotRule RULE = new SnapshotRule("order", new MergePatch(), 1, 1);

  private final InMemoryStore store =
      new InMemoryStore(EventStoreContract.LIMITS, EventStoreContract.SHARDS);

  @BeforeEach
  void append_an_event_to_each_of_many_streams() {
    Source source = new Source("orders", 0, "1");
    for (int i = 0; i < STREAMS; i++) {
      NewEvent event =
          NewEvent.of(EventId.of("e" + i), "changed", Bytes.of("{\"a\":1}".getBytes(UTF_8)));
      AppendRequest request =
          new AppendRequest(
              new StreamId("order", "o" + i),
              List.of(event),
              ExpectedVersion.ANY,
              OnConflict.REJECT,
              new SourcePosition(source, i));
      store.append(List.of(request)).toCompletableFuture().join();
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void it_tells_how_far_it_is_page_by_page() {
    List<RebuildProgress> told = Collections.synchronizedList(new ArrayList<>());
    AtomicReference<@Nullable Rebuild> running = new AtomicReference<>();
    Executor telling =
        task -> {
          told.add(Objects.requireNonNull(running.get()).progress());
          ForkJoinPool.commonPool().execute(task);
        };
    running.set(rebuild(store, TokenRange.ALL, 3, telling));

    RebuildProgress done = Objects.requireNonNull(running.get()).start().await();

    assertThat(done.written()).isEqualTo(STREAMS);
    assertThat(told).extracting(RebuildProgress::looked).contains(7L, 14L, 56L).isSorted();
    assertThat(told).extracting(RebuildProgress::share).isSorted();
    assertThat(told.get(told.size() / 2).share()).isStrictlyBetween(0.0, 1.0);
  }

  @Test
  void stopped_in_the_middle_it_goes_on_where_it_was_and_does_nothing_twice() {
    AtomicReference<@Nullable Rebuild> running = new AtomicReference<>();
    Executor stopping =
        task -> {
          Rebuild rebuild = Objects.requireNonNull(running.get());
          if (rebuild.progress().looked() >= 14) {
            rebuild.stop();
          }
          ForkJoinPool.commonPool().execute(task);
        };
    running.set(rebuild(store, TokenRange.ALL, 3, stopping));

    RebuildProgress first = Objects.requireNonNull(running.get()).start().await();
    RebuildProgress rest =
        rebuild(store, first.rest(), 3, ForkJoinPool.commonPool()).start().await();

    assertThat(first.finished()).isFalse();
    assertThat(first.share()).isStrictlyBetween(0.0, 1.0);
    assertThat(first.looked()).isBetween(14L, STREAMS - 1L);
    assertThat(rest.finished()).isTrue();
    assertThat(first.looked() + rest.looked()).isEqualTo(STREAMS);
    assertThat(first.written() + rest.written()).isEqualTo(STREAMS);
  }

  @Test
  void no_more_streams_are_under_way_than_it_was_told() {
    HeldHeads held = new HeldHeads(store);
    Rebuild rebuild = rebuild(held, TokenRange.ALL, 3, ForkJoinPool.commonPool()).start();

    for (int released = 0; released < STREAMS; released++) {
      // Of a page of 7 and of the last one of 4, the last ones run out.
      int left = Math.min(7 - released % 7, STREAMS - released);
      Awaitility.await().untilAsserted(() -> assertThat(held.waiting()).hasSize(Math.min(3, left)));
      Objects.requireNonNull(held.waiting().poll()).complete(null);
    }

    assertThat(rebuild.await().written()).isEqualTo(STREAMS);
  }

  /** One in pages of seven. */
  private Rebuild rebuild(EventStore from, TokenRange range, int concurrency, Executor executor) {
    Fold fold = new Fold(RULE.reducer(), UpcastChain.EMPTY);
    Loader loader = new Loader(from, store.snapshots(), ForkJoinPool.commonPool());
    RebuildStream each = new RebuildStream(from, store.snapshots(), loader, RULE, fold);
    return new Rebuild(from, each, range, 7, concurrency, executor);
  }
}
