package dev.annals.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.Outcome;
import dev.annals.model.RejectionReason;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.LogEntry;
import dev.annals.model.store.Segment;
import dev.annals.model.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only the store in memory does; the rest is in its contract tests. */
class InMemoryStoreTest {
  private static final StreamId ORDER = new StreamId("order", "1");
  private static final Source SOURCE = new Source("orders", 0, "i");

  private final InMemoryStore store = new InMemoryStore(new AppendLimits(500, 100), 8);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void waits_while_the_tables_cannot_be_reached() {
    store.disconnect();

    CompletableFuture<List<Outcome>> append = append(store, 0);

    assertThat(append).isNotDone();
    store.reconnect();
    assertThat(append.join()).hasOnlyElementsOfType(Outcome.Accepted.class);
  }

  @Test
  void closing_ends_the_calls_that_wait() {
    store.disconnect();
    CompletableFuture<List<Outcome>> append = append(store, 0);

    store.close();

    assertThatThrownBy(append::join).hasCauseInstanceOf(StoreException.Closed.class);
  }

  @Test
  void refuses_calls_after_it_was_closed() {
    store.close();

    CompletableFuture<Long> head = store.head(ORDER).toCompletableFuture();

    assertThatThrownBy(head::join).hasCauseInstanceOf(StoreException.Closed.class);
  }

  @Test
  void another_client_goes_on_where_a_closed_one_stopped() {
    append(store, 0).join();
    store.close();

    try (InMemoryStore restarted = store.anotherClient()) {
      append(restarted, 1).join();

      assertThat(restarted.head(ORDER).toCompletableFuture().join()).isEqualTo(2);
    }
  }

  @Test
  void names_the_stream_of_an_append_that_overlaps_another() {
    store.disconnect();
    append(store, 0);

    assertThatThrownBy(() -> store.append(List.of(request(1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("order/1");
  }

  @Test
  void a_closed_stream_stays_closed() {
    append(store, 0).join();
    store.closeStream(ORDER);

    for (long position : new long[] {1, 1, 2}) {
      assertThat(append(store, position).join())
          .extracting(outcome -> ((Outcome.Rejected) outcome).reason())
          .containsExactly(RejectionReason.CLOSED);
    }
  }

  @Test
  void expired_segments_are_gone() {
    Segment segment = segment();
    store.log().write(segment).toCompletableFuture().join();

    store.expire(candidate -> candidate.upto() <= 1);

    assertThat(store.log().segments(0, SOURCE, 0, 0, 10).toCompletableFuture().join()).isEmpty();
  }

  private static Segment segment() {
    LogEntry duplicate =
        new LogEntry.NotAccepted(
            ORDER,
            new SourcePosition(SOURCE, 0),
            new Outcome.Duplicate(1),
            ExpectedVersion.ANY,
            List.of(),
            Instant.EPOCH);
    return new Segment(0, SOURCE, 0, 1, -1, List.of(duplicate));
  }

  private static CompletableFuture<List<Outcome>> append(InMemoryStore store, long position) {
    return store.append(List.of(request(position))).toCompletableFuture();
  }

  private static AppendRequest request(long position) {
    NewEvent event =
        NewEvent.of(EventId.of("e" + position), "order.placed", Bytes.of((byte) position));
    return new AppendRequest(
        ORDER,
        List.of(event),
        ExpectedVersion.ANY,
        OnConflict.REJECT,
        new SourcePosition(SOURCE, position));
  }
}
