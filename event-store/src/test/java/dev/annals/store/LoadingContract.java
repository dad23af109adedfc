package dev.annals.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.annals.model.store.EventStore;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.Snapshot;
import dev.annals.model.store.Snapshots;
import dev.annals.reduce.Fold;
import dev.annals.reduce.Jsonata;
import dev.annals.reduce.MergePatch;
import dev.annals.reduce.ReduceException;
import dev.annals.reduce.State;
import dev.annals.store.load.Loader;
import dev.annals.upcast.UpcastChain;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loading streams as their state, from any store. */
abstract class LoadingContract {
  private static final Instant NOW = Instant.parse("2026-11-23T10:11:12.345Z");
  private static final Fold PATCHES = new Fold(new MergePatch(), UpcastChain.EMPTY);

  private final Source source = new Source("orders-" + UUID.randomUUID(), 0, "k3Jx");
  private final StreamId order = newOrder();
  private long position;

  abstract EventStore store();

  abstract Snapshots snapshots();

  /** How many random streams to load. */
  abstract int streams();

  @Test
  void a_stream_without_events_is_at_version_0() throws Exception {
    assertThat(load(order, PATCHES)).isEqualTo(PATCHES.start(order));
  }

  @Test
  void a_state_is_all_events_up_to_the_head_or_to_a_version() {
    append(order, "{\"a\":1}", "{\"b\":2}", "{\"a\":null}");

    assertThat(load(order, PATCHES).document()).hasToString("{\"b\":2}");
    assertThat(load(order, PATCHES).version()).isEqualTo(3);
    assertThat(loadAt(order, 2).document()).hasToString("{\"a\":1,\"b\":2}");
    assertThat(loadAt(order, 2).version()).isEqualTo(2);
    assertThat(loadAt(order, 9).version()).isEqualTo(3);
    assertThatThrownBy(() -> loadAt(order, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("@0");
  }

  /** The reducer changes on the way: what the one before left behind is not used. */
  @Test
  void snapshot_and_tail_give_what_all_events_give() throws Exception {
    Random random = new Random(5);
    Fold before =
        new Fold(Jsonata.of("sum", "{'n': $state.n - n}", "{\"n\":0}"), UpcastChain.EMPTY);
    Fold now = new Fold(Jsonata.of("sum", "{'n': $state.n + n}", "{\"n\":0.5}"), UpcastChain.EMPTY);
    for (int i = 0; i < streams(); i++) {
      StreamId stream = newOrder();
      List<String> payloads = new ArrayList<>();
      int sum = 0;
      for (int n = 2 + random.nextInt(30); n > 0; n--) {
        int number = random.nextInt(1_000);
        sum += number;
        payloads.add("{\"n\":%d}".formatted(number));
      }
      append(stream, payloads.toArray(String[]::new));
      write(before, loadAt(stream, 1 + random.nextInt(payloads.size()), before));
      State whole = load(stream, now);
      for (int taken = random.nextInt(3); taken > 0; taken--) {
        write(now, loadAt(stream, 1 + random.nextInt(payloads.size()), now));
      }

      assertThat(whole).isEqualTo(load(stream, now));
      assertThat(whole.document()).hasToString("{\"n\":%d.5}".formatted(sum));
      assertThat(whole.version()).isEqualTo(payloads.size());
    }
  }

  /** Nobody made it: a state that holds it came from the snapshot. */
  @Test
  void a_snapshot_is_used_by_the_reducer_that_made_it_and_by_no_other() {
    append(order, "{\"a\":1}", "{\"b\":2}", "{\"c\":3}");
    Fold changed =
        new Fold(Jsonata.of("json-merge-patch", "$merge([$state, $])", "{}"), UpcastChain.EMPTY);
    write(PATCHES, 2, "{\"planted\":true}");

    assertThat(load(order, PATCHES).document()).hasToString("{\"planted\":true,\"c\":3}");
    assertThat(loadAt(order, 2).document()).hasToString("{\"planted\":true}");
    assertThat(loadAt(order, 1).document()).hasToString("{\"a\":1}");
    assertThat(load(order, changed).document()).hasToString("{\"a\":1,\"b\":2,\"c\":3}");
  }

  @Test
  void with_a_snapshot_a_long_stream_costs_what_a_short_one_does() throws Exception {
    StreamId longer = newOrder();
    append(order, "{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
    for (int i = 0; i < 3; i++) {
      append(longer, "{\"a\":1} ".repeat(400).strip().split(" "));
    }
    write(PATCHES, loadAt(order, 2, PATCHES));
    write(PATCHES, loadAt(longer, 1_199, PATCHES));
    CountedStore ofShort = new CountedStore(store());
    CountedStore ofLong = new CountedStore(store());

    State state = get(loader(ofLong).load(longer, PATCHES));
    get(loader(ofShort).load(order, PATCHES));

    assertThat(state.version()).isEqualTo(1_200);
    assertThat(List.of(ofLong.reads().get(), ofLong.events().get())).isEqualTo(List.of(1, 2));
    assertThat(List.of(ofShort.reads().get(), ofShort.events().get())).isEqualTo(List.of(1, 2));
  }

  @Test
  void a_long_stream_without_a_snapshot_is_read_page_by_page() {
    for (int i = 0; i < 3; i++) {
      append(order, "{\"a\":1} ".repeat(400).strip().split(" "));
    }
    CountedStore counted = new CountedStore(store());

    assertThat(get(loader(counted).load(order, PATCHES)).version()).isEqualTo(1_200);
    assertThat(counted.reads()).hasValueGreaterThan(1);
    assertThat(counted.events()).hasValue(1_200);
  }

  /** As after the restore of a backup in which the snapshots are newer than the events. */
  @Test
  void a_snapshot_whose_event_is_not_there_is_not_used() {
    append(order, "{\"a\":1}", "{\"b\":2}");
    write(PATCHES, 3, "{\"planted\":true}");

    assertThat(load(order, PATCHES).document()).hasToString("{\"a\":1,\"b\":2}");
    assertThat(load(order, PATCHES).version()).isEqualTo(2);
  }

  @Test
  void a_snapshot_that_cannot_be_read_is_passed_over() {
    append(order, "{\"a\":1}", "{\"b\":2}");
    write(PATCHES, 2, "no JSON");

    assertThat(load(order, PATCHES).document()).hasToString("{\"a\":1,\"b\":2}");
  }

  @Test
  void a_stream_that_was_truncated_is_loaded_from_a_snapshot_that_reaches_its_start() {
    append(order, "{\"a\":1}", "{\"b\":2}", "{\"c\":3}", "{\"d\":4}");
    write(PATCHES, 2, "{\"planted\":2}");
    get(store().truncate(order, 3));

    assertThat(load(order, PATCHES).document()).hasToString("{\"planted\":2,\"c\":3,\"d\":4}");
    write(PATCHES, 3, "{\"planted\":3}");
    assertThat(load(order, PATCHES).document()).hasToString("{\"planted\":3,\"d\":4}");
    assertThat(loadAt(order, 3).document()).hasToString("{\"planted\":3}");
  }

  @Test
  void a_stream_that_was_truncated_has_no_state_without_such_a_snapshot() {
    append(order, "{\"a\":1}", "{\"b\":2}", "{\"c\":3}", "{\"d\":4}");
    write(PATCHES, 1, "{\"planted\":1}");
    get(store().truncate(order, 3));

    assertThatThrownBy(() -> load(order, PATCHES))
        .hasCauseInstanceOf(ReduceException.class)
        .hasMessageEndingWith(
            "%s starts at version 3, and reducer %s has no snapshot that reaches there: what happened before is not known any more"
                .formatted(order, PATCHES.id()));
    write(PATCHES, 3, "{\"planted\":3}");
    assertThatThrownBy(() -> loadAt(order, 2))
        .hasCauseInstanceOf(ReduceException.class)
        .hasMessageContaining("has no snapshot up to version 2 that reaches there");
  }

  @Test
  void a_truncation_between_two_reads_is_noticed_and_the_load_begins_anew() {
    for (int i = 0; i < 3; i++) {
      append(order, "{\"a\":1} ".repeat(400).strip().split(" "));
    }
    AtomicBoolean firstPageRead = new AtomicBoolean();
    Runnable truncateOnce =
        () -> {
          if (firstPageRead.compareAndSet(false, true)) {
            write(PATCHES, 900, "{\"planted\":true}");
            get(store().truncate(order, 900));
          }
        };
    Loader loader =
        new Loader(
            store(), snapshots(), task -> CompletableFuture.runAsync(truncateOnce).thenRun(task));

    State state = get(loader.load(order, PATCHES));

    assertThat(firstPageRead).isTrue();
    assertThat(state.document()).hasToString("{\"planted\":true,\"a\":1}");
    assertThat(state.version()).isEqualTo(1_200);
  }

  /** A snapshot is taken, and the stream truncated, after the load has looked for a snapshot. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_truncation_before_the_first_events_are_read_is_noticed(boolean hasOlder) {
    append(order, "{\"a\":1}", "{\"b\":2}", "{\"c\":3}", "{\"d\":4}");
    if (hasOlder) {
      write(PATCHES, 1, "{\"planted\":1}");
    }
    AtomicInteger looked = new AtomicInteger();
    Runnable truncateOnce =
        () -> {
          if (looked.incrementAndGet() == 1) {
            write(PATCHES, 3, "{\"planted\":3}");
            get(store().truncate(order, 3));
          }
        };
    Loader loader =
        new Loader(store(), afterEachLook(snapshots(), truncateOnce), ForkJoinPool.commonPool());

    State state = get(loader.load(order, PATCHES));

    assertThat(state.document()).hasToString("{\"planted\":3,\"d\":4}");
    assertThat(looked).hasValue(3);
  }

  /** As after a restore, too, once the stream is as long again, with other events. */
  @Test
  void a_snapshot_of_other_events_is_not_used() {
    append(order, "{\"a\":1}", "{\"b\":2}", "{\"c\":3}");
    Bytes planted = Bytes.of("{\"planted\":true}".getBytes(UTF_8));
    EventId second =
        get(store().read(ReadRequest.forwards(order, 2, 1))).events().get(0).event().id();

    get(
        snapshots()
            .write(new Snapshot(order, PATCHES.id(), 2, EventId.of("another"), planted, NOW)));
    assertThat(load(order, PATCHES).document()).hasToString("{\"a\":1,\"b\":2,\"c\":3}");
    assertThat(loadAt(order, 2).document()).hasToString("{\"a\":1,\"b\":2}");

    get(snapshots().write(new Snapshot(order, PATCHES.id(), 2, second, planted, NOW)));
    assertThat(load(order, PATCHES).document()).hasToString("{\"planted\":true,\"c\":3}");
  }

  @Test
  void an_event_that_cannot_be_folded_ends_the_load_and_says_where() {
    append(order, "{\"a\":1}", "no JSON", "{\"b\":2}");

    assertThatThrownBy(() -> load(order, PATCHES))
        .hasCauseInstanceOf(ReduceException.class)
        .hasMessageContaining("reducer json-merge-patch cannot take " + order + "@2: its payload");
    assertThat(loadAt(order, 1).document()).hasToString("{\"a\":1}");
  }

  @Test
  void what_is_decided_by_a_state_is_refused_where_something_happened_since() {
    append(order, "{\"a\":1}");
    State decidedBy = load(order, PATCHES);

    assertThat(get(store().append(List.of(request(order, decidedBy, "{\"b\":2}")))))
        .first()
        .isInstanceOf(Outcome.Accepted.class);
    assertThat(get(store().append(List.of(request(order, decidedBy, "{\"b\":3}")))))
        .first()
        .isInstanceOf(Outcome.Rejected.class);
    assertThat(load(order, PATCHES).document()).hasToString("{\"a\":1,\"b\":2}");
  }

  private static StreamId newOrder() {
    return new StreamId("order", UUID.randomUUID().toString());
  }

  private void append(StreamId stream, String... payloads) {
    assertThat(get(store().append(List.of(request(stream, ExpectedVersion.ANY, payloads)))))
        .first()
        .isInstanceOf(Outcome.Accepted.class);
  }

  private AppendRequest request(StreamId stream, State decidedBy, String... payloads) {
    return request(stream, ExpectedVersion.of(decidedBy.version()), payloads);
  }

  private AppendRequest request(StreamId stream, ExpectedVersion expected, String... payloads) {
    List<NewEvent> events = new ArrayList<>();
    for (String payload : payloads) {
      EventId id = EventId.of(UUID.randomUUID().toString());
      events.add(NewEvent.of(id, "order.changed", Bytes.of(payload.getBytes(UTF_8))));
    }
    return new AppendRequest(
        stream, events, expected, OnConflict.REJECT, new SourcePosition(source, position++));
  }

  private void write(Fold fold, State state) throws ReduceException {
    get(snapshots().write(fold.snapshot(state, NOW)));
  }

  private void write(Fold fold, long version, String state) {
    get(
        snapshots()
            .write(new Snapshot(order, fold.id(), version, Bytes.of(state.getBytes(UTF_8)), NOW)));
  }

  /** The same snapshots; something happens after each look for the newest. */
  private static Snapshots afterEachLook(Snapshots snapshots, Runnable happens) {
    return (Snapshots)
        Proxy.newProxyInstance(
            Snapshots.class.getClassLoader(),
            new Class<?>[] {Snapshots.class},
            (proxy, method, arguments) -> {
              CompletionStage<?> answer = (CompletionStage<?>) method.invoke(snapshots, arguments);
              return method.getName().equals("newest")
                  ? answer.thenApplyAsync(
                      found -> {
                        happens.run();
                        return found;
                      })
                  : answer;
            });
  }

  private Loader loader(EventStore from) {
    return new Loader(from, snapshots(), ForkJoinPool.commonPool());
  }

  private State load(StreamId stream, Fold fold) {
    return get(loader(store()).load(stream, fold));
  }

  private State loadAt(StreamId stream, long version) {
    return loadAt(stream, version, PATCHES);
  }

  private State loadAt(StreamId stream, long version, Fold fold) {
    return get(loader(store()).loadAt(stream, version, fold));
  }

  private static <T> T get(CompletionStage<T> answer) {
    return answer.toCompletableFuture().join();
  }
}
