package dev.annals.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.ExpectedVersion;
import dev.annals.model.Outcome.Duplicate;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import dev.annals.model.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  private static final Source SOURCE = new Source("orders", 0, "k3Jx");
  private static final UUID ME = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);
  private static final UUID THIRD = new UUID(0, 3);

  private final FakeRefusedTable table = new FakeRefusedTable();
  private final Refusals refusals = new Refusals(table);

  @Test
  void a_claim_takes_a_bucket_that_nobody_owns() {
    assertThat(get(refusals.claim(SOURCE, 0, ME, 0))).isEmpty();
    assertThat(get(refusals.refuse(ME, refusal(5, 1)))).isEqualTo(refusal(5, 1));
    assertThat(table.row(5)).isEqualTo(refusal(5, 1));
  }

  @Test
  void a_claim_takes_the_bucket_from_its_owner() {
    get(refusals.claim(SOURCE, 0, OTHER, 0));
    get(refusals.claim(SOURCE, 0, ME, 0));
    assertLost(refusals.refuse(OTHER, refusal(5, 1)));
    assertThat(table.row(5)).isNull();
  }

  @Test
  void a_claim_goes_on_while_others_claim_in_between() {
    table.setOwner(0, OTHER);
    table.beforeNextCall(() -> {});
    table.beforeNextCall(() -> table.setOwner(0, THIRD));
    get(refusals.claim(SOURCE, 0, ME, 0));
    assertThat(get(table.owner(SOURCE, 0))).contains(ME);
  }

  @Test
  void a_claim_of_what_one_owns_keeps_it() {
    get(refusals.claim(SOURCE, 0, ME, 0));
    get(refusals.claim(SOURCE, 0, ME, 0));
    assertThat(get(table.owner(SOURCE, 0))).contains(ME);
  }

  @Test
  void a_claim_reads_what_is_refused_from_a_position_to_the_buckets_end() {
    long next = Segment.BUCKET_POSITIONS;
    for (long position : List.of(4L, 5L, next - 1, next)) {
      table.put(refusal(position, position));
    }
    assertThat(get(refusals.claim(SOURCE, 0, ME, 5)))
        .containsExactly(refusal(5, 5), refusal(next - 1, next - 1));
    assertThat(get(refusals.claim(SOURCE, 1, ME, 5))).containsExactly(refusal(next, next));
  }

  @Test
  void a_row_written_before_the_claim_was_is_among_what_it_reads() {
    table.setOwner(0, OTHER);
    table.beforeNextCall(() -> {});
    table.beforeNextCall(() -> get(refusals.refuse(OTHER, refusal(5, 1))));
    assertThat(get(refusals.claim(SOURCE, 0, ME, 0))).containsExactly(refusal(5, 1));
  }

  @Test
  void a_refusal_that_stands_is_what_everybody_is_told() {
    get(refusals.claim(SOURCE, 0, ME, 0));
    get(refusals.refuse(ME, refusal(5, 1)));
    assertThat(get(refusals.refuse(ME, refusal(5, 2)))).isEqualTo(refusal(5, 1));
  }

  @Test
  void who_lost_the_bucket_is_told_so_even_where_a_row_stands() {
    get(refusals.claim(SOURCE, 0, OTHER, 0));
    get(refusals.refuse(OTHER, refusal(5, 1)));
    get(refusals.claim(SOURCE, 0, ME, 0));
    assertLost(refusals.refuse(OTHER, refusal(5, 1)));
  }

  @Test
  void who_never_claimed_is_not_the_owner() {
    assertLost(refusals.refuse(ME, refusal(5, 1)));
  }

  @Test
  void an_answer_that_does_not_show_the_row_is_settled_by_asking_again() {
    get(refusals.claim(SOURCE, 0, ME, 0));
    table.put(refusal(5, 1));
    table.answerUnclearOnce();
    assertThat(get(refusals.refuse(ME, refusal(5, 2)))).isEqualTo(refusal(5, 1));
  }

  @Test
  void a_row_that_expired_in_between_is_written_anew() {
    get(refusals.claim(SOURCE, 0, ME, 0));
    table.put(refusal(5, 1));
    table.answerUnclearOnce();
    table.beforeNextCall(() -> {});
    table.beforeNextCall(() -> table.expire(5));
    assertThat(get(refusals.refuse(ME, refusal(5, 2)))).isEqualTo(refusal(5, 2));
    assertThat(table.row(5)).isEqualTo(refusal(5, 2));
  }

  private static Refusal refusal(long position, long firstVersion) {
    return new Refusal(
        new SourcePosition(SOURCE, position),
        new StreamId("order", "o-1"),
        new Duplicate(firstVersion),
        ExpectedVersion.ANY,
        List.of(),
        Instant.EPOCH);
  }

  private static void assertLost(CompletionStage<Refusal> refused) {
    assertThatThrownBy(() -> get(refused))
        .hasCauseInstanceOf(StoreException.OwnershipLost.class)
        .hasMessageContaining("orders-0@k3Jx:5");
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
