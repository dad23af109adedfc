package dev.annals.store;

import static dev.annals.store.LostAnswers.answer;
import static dev.annals.store.LostAnswers.newSource;
import static dev.annals.store.LostAnswers.newStream;
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
import dev.annals.model.store.LogEntry;
import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.Progress;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import dev.annals.model.store.StoreException.OwnershipLost;
import dev.annals.testkit.proxy.Answer;
import dev.annals.testkit.proxy.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Claims, refused rows, segments and progress of which nobody hears whether they were written. */
@ResourceLock(LostAnswers.PROXY)
class LostLogAnswersIT {
  private static final String CLAIM = "UPDATE refused SET owner = :owner WHERE";
  private static final String SEGMENT = "INSERT INTO log";
  private static final String PROGRESS = "INSERT INTO progress";
  private static final Instant NOW = Instant.parse("2026-11-23T10:11:12.345Z");
  private static final LostAnswers LOST = LostAnswers.get();

  private final Source source = newSource();
  private final UUID owner = UUID.randomUUID();
  private final UUID rivalOwner = UUID.randomUUID();
  private final OutcomeLog log = LOST.store().log();
  private final OutcomeLog rival = LOST.rival().log();

  @AfterEach
  void lose_nothing_more() {
    LOST.proxy().rule(Rule.NONE);
  }

  @ParameterizedTest
  @EnumSource(names = {"SWALLOWED", "CAS_UNKNOWN"})
  void a_claim_that_took_hold_unheard_is_the_owners(Answer lost) {
    LoseFirst rule = LOST.lose(lost, CLAIM, () -> {});
    assertThat(answer(log.claim(source, 0, owner, 0))).isEmpty();

    rule.assertLostAndSentAgain();
    assertThat(answer(log.refuse(owner, refusal(5, 1)))).isEqualTo(refusal(5, 1));
  }

  @ParameterizedTest
  @EnumSource(names = {"SWALLOWED", "CONNECTION_CLOSED"})
  void a_claim_sent_again_after_a_rivals_reads_what_the_rival_refused(Answer lost) {
    LoseFirst rule =
        LOST.lose(
            lost,
            CLAIM,
            () -> {
              answer(rival.claim(source, 0, rivalOwner, 0));
              answer(rival.refuse(rivalOwner, refusal(5, 1)));
            });
    List<Refusal> found = answer(log.claim(source, 0, owner, 0));

    rule.assertLostAndSentAgain();
    assertThat(found).as("DECIDED by the rival").containsExactly(refusal(5, 1));
    assertThatThrownBy(() -> answer(rival.refuse(rivalOwner, refusal(6, 1))))
        .hasCauseInstanceOf(OwnershipLost.class);
    assertThat(answer(log.refuse(owner, refusal(5, 2)))).isEqualTo(refusal(5, 1));
  }

  @ParameterizedTest
  @EnumSource(names = {"SWALLOWED", "CAS_TIMEOUT"})
  void a_refusal_that_was_written_unheard_is_told_as_it_was_written(Answer lost) {
    answer(log.claim(source, 0, owner, 0));
    LoseFirst rule =
        LOST.lose(lost, CLAIM, () -> assertThat(answer(rival.find(at(5)))).contains(refusal(5, 1)));
    Refusal told = answer(log.refuse(owner, refusal(5, 1)));

    rule.assertLostAndSentAgain();
    assertThat(told).isEqualTo(refusal(5, 1));
    assertThat(answer(log.claim(source, 0, owner, 0))).containsExactly(told);
  }

  @ParameterizedTest
  @EnumSource(names = {"SWALLOWED", "WRITE_FAILURE"})
  void a_refusal_written_unheard_before_a_rival_claimed_is_the_rivals_to_tell(Answer lost) {
    answer(log.claim(source, 0, owner, 0));
    LoseFirst rule =
        LOST.lose(
            lost,
            CLAIM,
            () ->
                assertThat(answer(rival.claim(source, 0, rivalOwner, 0)))
                    .containsExactly(refusal(5, 1)));
    CompletionStage<Refusal> told = log.refuse(owner, refusal(5, 1));

    assertThatThrownBy(() -> answer(told)).hasCauseInstanceOf(OwnershipLost.class);
    rule.assertLostAndSentAgain();
    assertThat(answer(rival.refuse(rivalOwner, refusal(5, 2)))).isEqualTo(refusal(5, 1));
  }

  @ParameterizedTest
  @EnumSource(names = {"SWALLOWED", "WRITE_FAILURE"})
  void a_segment_that_was_written_unheard_is_there_once(Answer lost) {
    Segment segment = segment();
    LoseFirst rule =
        LOST.lose(
            lost,
            SEGMENT,
            () -> assertThat(answer(rival.ranges(3, source, 0))).as("written").hasSize(1));
    answer(log.write(segment));

    rule.assertLostAndSentAgain();
    assertThat(answer(rival.segments(3, source, 0, 0, 10))).containsExactly(segment);
  }

  @ParameterizedTest
  @EnumSource(names = {"SWALLOWED", "CONNECTION_CLOSED"})
  void progress_that_was_written_unheard_stands(Answer lost) {
    Progress progress = new Progress(source, 10, Map.of(3, 10L), "mapping", NOW, NOW);
    LoseFirst rule =
        LOST.lose(
            lost,
            PROGRESS,
            () -> assertThat(answer(rival.progress(source.name()))).containsExactly(progress));
    answer(log.write(progress));

    rule.assertLostAndSentAgain();
    assertThat(answer(rival.progress(source.name()))).containsExactly(progress);
  }

  private SourcePosition at(long position) {
    return new SourcePosition(source, position);
  }

  private Refusal refusal(long position, long version) {
    NewEvent event = NewEvent.of(EventId.of("a"), "order.placed", Bytes.of((byte) 1, (byte) 2));
    return new Refusal(
        at(position),
        new StreamId("order", "o-1"),
        new Duplicate(version),
        ExpectedVersion.of(4),
        List.of(event),
        NOW);
  }

  private Segment segment() {
    LogEntry entry =
        new LogEntry.NotAccepted(
            newStream(), at(9), new Duplicate(1), ExpectedVersion.ANY, List.of(), NOW);
    return new Segment(3, source, 9, 10, -1, List.of(entry));
  }
}
