package dev.annals.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.Outcome.Duplicate;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import dev.annals.model.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefusalQueueTest {
  private static final Source SOURCE = new Source("orders", 0, "k3Jx");
  private static final UUID ME = new UUID(0, 1);

  private final FakeRefusedTable table = new FakeRefusedTable();
  private final Refusals refusals = new Refusals(table);

  @BeforeEach
  void claim() {
    table.setOwner(0, ME);
  }

  @Test
  void what_waits_while_a_transaction_is_under_way_goes_together_into_the_next() {
    CompletableFuture<Void> gate = table.holdInserts();
    List<CompletableFuture<Refusal>> told = refuse(refusal(1, 1), refusal(2, 1), refusal(3, 1));
    gate.complete(null);

    assertThat(table.transactions()).containsExactly(List.of(1L), List.of(2L, 3L));
    assertThat(told).extracting(CompletableFuture::join).containsExactly(row(1), row(2), row(3));
  }

  @Test
  void a_transaction_is_never_larger_than_one_may_be() {
    CompletableFuture<Void> gate = table.holdInserts();
    refuse(refusal(0, 1));
    for (int position = 1; position <= RefusalQueue.MAX_ROWS + 1; position++) {
      refuse(refusal(position, 1));
    }
    Bytes large = Bytes.of(new byte[Segment.MAX_BYTES]);
    refuse(refusal(1_000, large), refusal(1_001, large));
    gate.complete(null);

    List<Long> full = LongStream.rangeClosed(1, RefusalQueue.MAX_ROWS).boxed().toList();
    assertThat(table.transactions())
        .containsExactly(List.of(0L), full, List.of(51L), List.of(1_000L), List.of(1_001L));
  }

  @Test
  void a_position_is_never_twice_in_one_transaction() {
    CompletableFuture<Void> gate = table.holdInserts();
    List<CompletableFuture<Refusal>> told = refuse(refusal(1, 1), refusal(2, 1), refusal(2, 7));
    gate.complete(null);

    assertThat(table.transactions()).containsExactly(List.of(1L), List.of(2L), List.of(2L));
    assertThat(told.get(2).join()).isEqualTo(refusal(2, 1));
  }

  @Test
  void what_stands_is_told_and_the_rest_goes_into_the_next_transaction() {
    table.put(refusal(3, 9));
    CompletableFuture<Void> gate = table.holdInserts();
    List<CompletableFuture<Refusal>> told =
        refuse(refusal(1, 1), refusal(2, 1), refusal(3, 1), refusal(4, 1));
    gate.complete(null);

    assertThat(table.transactions())
        .containsExactly(List.of(1L), List.of(2L, 3L, 4L), List.of(2L, 4L));
    assertThat(told.get(2).join()).isEqualTo(refusal(3, 9));
    assertThat(table.row(4)).isEqualTo(told.get(3).join());
  }

  @Test
  void a_fault_ends_what_was_sent_with_it_and_nothing_else() {
    StoreException fault = new StoreException("too large");
    table.failNextInsert(fault);
    CompletableFuture<Void> gate = table.holdInserts();
    List<CompletableFuture<Refusal>> told = refuse(refusal(1, 1), refusal(2, 1));
    gate.complete(null);

    assertThatThrownBy(() -> told.get(0).join()).hasCause(fault);
    assertThat(told.get(1).join()).isEqualTo(row(2));
  }

  @Test
  void nothing_is_kept_of_a_bucket_in_which_nothing_waits() {
    CompletableFuture<Void> gate = table.holdInserts();
    refuse(refusal(1, 1), refusal(2, 1));
    assertThat(refusals.bucketsUnderWay()).isEqualTo(1);
    gate.complete(null);

    assertThat(refusals.bucketsUnderWay()).isZero();
  }

  private List<CompletableFuture<Refusal>> refuse(Refusal... wanted) {
    List<CompletableFuture<Refusal>> told = new ArrayList<>();
    for (Refusal refusal : wanted) {
      told.add(refusals.refuse(ME, refusal).toCompletableFuture());
    }
    return told;
  }

  private static Refusal row(long position) {
    return refusal(position, 1);
  }

  private static Refusal refusal(long position, Bytes payload) {
    return refusal(position, 1, List.of(NewEvent.of(EventId.of("a"), "order.placed", payload)));
  }

  private static Refusal refusal(long position, long firstVersion) {
    return refusal(position, firstVersion, List.of());
  }

  private static Refusal refusal(long position, long firstVersion, List<NewEvent> events) {
    return new Refusal(
        new SourcePosition(SOURCE, position),
        new StreamId("order", "o-1"),
        new Duplicate(firstVersion),
        ExpectedVersion.ANY,
        events,
        Instant.EPOCH);
  }
}
