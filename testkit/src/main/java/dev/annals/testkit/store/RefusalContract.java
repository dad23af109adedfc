package dev.annals.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.Outcome;
import dev.annals.model.Outcome.Duplicate;
import dev.annals.model.Outcome.Rejected;
import dev.annals.model.Outcome.Undecodable;
import dev.annals.model.RejectionReason;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import dev.annals.model.store.StoreException.OwnershipLost;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of {@code refused}: fenced by their owner, final once written. */
abstract class RefusalContract extends LogScenario {
  private static final int BUCKET = Segment.BUCKET_POSITIONS;

  private final UUID owner = UUID.randomUUID();

  RefusalContract(OutcomeLogContract contract) {
    super(contract);
  }

  @Test
  void the_first_to_refuse_a_position_decides_what_is_said_of_it() {
    claim(owner, 0, 0);
    Refusal first = refusal(5, new Duplicate(1));

    assertThat(refuse(owner, first)).isEqualTo(first);
    assertThat(refuse(owner, refusal(5, new Undecodable("something else")))).isEqualTo(first);
    assertThat(refuse(owner, first)).isEqualTo(first);
  }

  @Test
  void a_claim_gives_the_refusals_of_its_bucket_from_a_position_on_in_order() {
    claim(owner, 0, 0);
    claim(owner, 1, BUCKET);
    for (long position : new long[] {7, 3, BUCKET - 1, BUCKET, 5}) {
      refuse(owner, refusal(position, new Duplicate(1)));
    }

    assertThat(claim(owner, 0, 5))
        .extracting(refusal -> refusal.at().position())
        .containsExactly(5L, 7L, BUCKET - 1L);
    assertThat(claim(owner, 1, 0))
        .extracting(refusal -> refusal.at().position())
        .containsExactly((long) BUCKET);
    assertThat(claim(owner, 2, 0)).isEmpty();
  }

  @Test
  void the_owner_is_who_claimed_last() {
    assertThat(Answers.of(log().owner(source, 0))).isEmpty();
    claim(owner, 0, 0);
    assertThat(Answers.of(log().owner(source, 0))).contains(owner);
    assertThat(Answers.of(log().owner(source, 1))).isEmpty();

    UUID successor = UUID.randomUUID();
    claim(successor, 0, 0);
    assertThat(Answers.of(log().owner(source, 0))).contains(successor);
  }

  @Test
  void a_claim_reads_many_refusals() {
    claim(owner, 0, 0);
    List<CompletionStage<Refusal>> written = new ArrayList<>();
    for (int position = 0; position < 600; position++) {
      written.add(log().refuse(owner, refusal(position, new Duplicate(position + 1))));
    }
    List<Refusal> refusals = written.stream().map(Answers::of).toList();

    assertThat(claim(UUID.randomUUID(), 0, 0)).isEqualTo(refusals);
  }

  @Test
  void who_was_overtaken_by_another_claim_refuses_nothing_any_more() {
    UUID successor = UUID.randomUUID();
    claim(owner, 0, 0);
    Refusal before = refuse(owner, refusal(1, new Duplicate(1)));

    assertThat(claim(successor, 0, 0)).containsExactly(before);

    assertThatThrownBy(() -> refuse(owner, refusal(2, new Duplicate(2))))
        .isInstanceOf(OwnershipLost.class);
    assertThatThrownBy(() -> refuse(owner, refusal(1, new Duplicate(1))))
        .isInstanceOf(OwnershipLost.class);
    assertThat(claim(successor, 0, 0)).containsExactly(before);
  }

  @Test
  void who_claimed_back_may_refuse_again() {
    claim(owner, 0, 0);
    claim(UUID.randomUUID(), 0, 0);
    claim(owner, 0, 0);

    Refusal refusal = refusal(1, new Duplicate(1));

    assertThat(refuse(owner, refusal)).isEqualTo(refusal);
  }

  @Test
  void a_claim_holds_for_its_own_bucket_and_source_only() {
    claim(owner, 0, 0);
    UUID other = UUID.randomUUID();
    Source nextPartition = new Source(source.name(), source.partition() + 1, source.incarnation());
    Source nextLife = new Source(source.name(), source.partition(), "other");
    Answers.of(log().claim(nextPartition, 0, other, 0));
    Answers.of(log().claim(nextLife, 0, other, 0));
    claim(other, 1, BUCKET);

    Refusal refusal = refusal(1, new Duplicate(1));

    assertThat(refuse(owner, refusal)).isEqualTo(refusal);
    assertThat(Answers.of(log().claim(nextPartition, 0, other, 0))).isEmpty();
    assertThat(Answers.of(log().claim(nextLife, 0, other, 0))).isEmpty();
    assertThatThrownBy(() -> refuse(owner, refusal(BUCKET, new Duplicate(1))))
        .isInstanceOf(OwnershipLost.class);
  }

  @Test
  void nobody_refuses_without_a_claim() {
    assertThatThrownBy(() -> refuse(owner, refusal(1, new Duplicate(1))))
        .isInstanceOf(OwnershipLost.class);
  }

  static Stream<Outcome.NotAccepted> outcomes() {
    List<Outcome.NotAccepted> outcomes = new ArrayList<>();
    outcomes.add(new Duplicate(4_711));
    outcomes.add(new Undecodable("no entity id: set the record's key, or ce_subject ✓"));
    for (RejectionReason reason : RejectionReason.values()) {
      outcomes.add(new Rejected(reason, ExpectedVersion.of(7), 9, null, "a sentence"));
    }
    for (ExpectedVersion expected :
        List.of(ExpectedVersion.ANY, ExpectedVersion.NONE, ExpectedVersion.EXISTS)) {
      outcomes.add(
          new Rejected(
              RejectionReason.VERSION_CONFLICT,
              expected,
              0,
              EventId.of("/shop", "rival ✓"),
              "a sentence"));
    }
    return outcomes.stream();
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void every_outcome_comes_back_word_for_word(Outcome.NotAccepted outcome) {
    claim(owner, 0, 0);
    ExpectedVersion expected =
        outcome instanceof Rejected rejected ? rejected.expected() : ExpectedVersion.of(3);
    Refusal refusal =
        new Refusal(at(5), stream, outcome, expected, List.of(fullEvent("a"), bareEvent("b")), NOW);

    refuse(owner, refusal);

    assertThat(claim(UUID.randomUUID(), 0, 0)).containsExactly(refusal);
    assertThat(refuse(claimant(), refusal(5, new Duplicate(1)))).isEqualTo(refusal);
  }

  @Test
  void an_undecodable_record_needs_no_stream_and_no_event() {
    claim(owner, 0, 0);
    Refusal refusal =
        new Refusal(at(5), null, new Undecodable("no key"), ExpectedVersion.ANY, List.of(), NOW);

    refuse(owner, refusal);

    assertThat(claim(owner, 0, 0)).containsExactly(refusal);
  }

  @Test
  void a_refused_stream_id_may_be_as_long_as_one_can_be() {
    claim(owner, 0, 0);
    StreamId longest = new StreamId("t", "x".repeat(StreamId.MAX_BYTES - 1));
    Refusal refusal =
        new Refusal(
            at(5), longest, new Duplicate(1), ExpectedVersion.ANY, List.of(bareEvent("a")), NOW);

    refuse(owner, refusal);

    assertThat(claim(owner, 0, 0)).containsExactly(refusal);
  }

  private UUID claimant() {
    UUID claimant = UUID.randomUUID();
    claim(claimant, 0, 0);
    return claimant;
  }

  private List<Refusal> claim(UUID claimant, long bucket, long from) {
    return Answers.of(log().claim(source, bucket, claimant, from));
  }

  private Refusal refuse(UUID claimant, Refusal refusal) {
    return Answers.of(log().refuse(claimant, refusal));
  }

  private Refusal refusal(long position, Outcome.NotAccepted outcome) {
    List<NewEvent> events = List.of(bareEvent("e" + position));
    return new Refusal(
        new SourcePosition(source, position), stream, outcome, ExpectedVersion.ANY, events, NOW);
  }
}
