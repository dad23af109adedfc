package dev.annals.store;

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
import dev.annals.model.store.EventStore;
import dev.annals.model.store.Snapshot;
import dev.annals.model.store.Snapshots;
import dev.annals.reduce.Fold;
import dev.annals.reduce.Jsonata;
import dev.annals.reduce.MergePatch;
import dev.annals.store.client.AnnalsClient;
import dev.annals.upcast.UpcastChain;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a test of the client finds: an order of its own, with the events that it gives it. */
final class ClientScenario {
  static final Fold PATCHES = new Fold(new MergePatch(), UpcastChain.EMPTY);

  /** Shows which events went into a state, and in which order. */
  static final Fold NUMBERS =
      new Fold(
          Jsonata.of("numbers", "{'n': $append($state.n, n)}", "{\"n\":[]}"), UpcastChain.EMPTY);

  final EventStore store;
  final Snapshots snapshots;
  final TestClock clock;
  final AnnalsClient client;
  final Source source = new Source("orders-" + UUID.randomUUID(), 0, "k3Jx");
  final StreamId order = stream("order");
  private long position;

  ClientScenario(EventStore store, Snapshots snapshots, TestClock clock) {
    this.store = store;
    this.snapshots = snapshots;
    this.clock = clock;
    this.client = AnnalsClient.of(store, snapshots);
  }

  static StreamId stream(String entityType) {
    return new StreamId(entityType, UUID.randomUUID().toString());
  }

  /** One event for each payload, in one append. */
  void append(StreamId stream, String... payloads) {
    List<NewEvent> events = new ArrayList<>();
    for (String payload : payloads) {
      EventId id = EventId.of(UUID.randomUUID().toString());
      events.add(NewEvent.of(id, "order.changed", Bytes.of(payload.getBytes(UTF_8))));
    }
    AppendRequest request =
        new AppendRequest(stream, events, ExpectedVersion.ANY, OnConflict.REJECT, nextPosition());
    assertThat(store.append(List.of(request)).toCompletableFuture().join().get(0))
        .isInstanceOf(Outcome.Accepted.class);
  }

  /** Events with the numbers from one to another. */
  void appendNumbers(StreamId stream, int from, int to) {
    for (int number = from; number <= to; number += 400) {
      List<String> payloads = new ArrayList<>();
      for (int n = number; n <= Math.min(to, number + 399); n++) {
        payloads.add("{\"n\":%d}".formatted(n));
      }
      append(stream, payloads.toArray(String[]::new));
    }
  }

  SourcePosition nextPosition() {
    return new SourcePosition(source, position++);
  }

  /** A snapshot that nobody made. */
  void plant(StreamId stream, Fold fold, long version, String state) {
    plant(stream, fold, version, null, state);
  }

  /** Likewise, of a stream whose last event had this id. */
  void plant(StreamId stream, Fold fold, long version, @Nullable EventId last, String state) {
    Bytes bytes = Bytes.of(state.getBytes(UTF_8));
    snapshots
        .write(new Snapshot(stream, fold.id(), version, last, bytes, TestClock.NOON))
        .toCompletableFuture()
        .join();
  }
}
