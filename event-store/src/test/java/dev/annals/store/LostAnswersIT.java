package dev.annals.store;

import static dev.annals.store.LostAnswers.answer;
import static dev.annals.store.LostAnswers.closing;
import static dev.annals.store.LostAnswers.newSource;
import static dev.annals.store.LostAnswers.newStream;
import static dev.annals.store.LostAnswers.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.EventId;
import dev.annals.model.Outcome;
import dev.annals.model.Outcome.Accepted;
import dev.annals.model.Outcome.Rejected;
import dev.annals.model.RejectionReason;
import dev.annals.model.Source;
import dev.annals.model.StreamId;
import dev.annals.testkit.proxy.Answer;
import dev.annals.testkit.proxy.Rule;
import dev.annals.testkit.store.EventStoreContract;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Appends of which nobody hears whether they took hold: each way not to hear it (DESIGN: ONCE). */
@ResourceLock(LostAnswers.PROXY)
class LostAnswersIT {
  private static final String APPEND = "UPDATE events SET head";
  private static final String MARK = "UPDATE events SET sources";
  private static final LostAnswers LOST = LostAnswers.get();

  private final StreamId stream = newStream();
  private final Source source = newSource();
  private final Source rivals = newSource();

  @AfterEach
  void lose_nothing_more() {
    LOST.proxy().rule(Rule.NONE);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DELIVERED")
  void an_append_that_took_hold_unheard_is_accepted_once(Answer lost) {
    LoseFirst rule = LOST.lose(lost, APPEND, () -> assertThat(head()).isEqualTo(3));
    Outcome outcome = append(request(stream, source, 7, "none", "a", "b", "c"));

    rule.assertLostAndSentAgain();
    assertThat(outcome).isInstanceOf(Accepted.class);
    assertThat(((Accepted) outcome).firstVersion()).isEqualTo(1);
    assertThat(((Accepted) outcome).exception()).isNull();
    assertThat(append(request(stream, source, 8, "3", "d"))).isInstanceOf(Accepted.class);
    assertThat(LOST.ids(stream)).containsExactly("a", "b", "c", "d");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DELIVERED")
  void it_is_accepted_once_where_a_rival_appended_before_it_was_sent_again(Answer lost) {
    LoseFirst rule =
        LOST.lose(lost, APPEND, () -> rivalAppends(request(stream, rivals, 0, "2", "r")));
    Outcome outcome = append(request(stream, source, 7, "none", "a", "b"));

    rule.assertLostAndSentAgain();
    assertThat(outcome).isInstanceOf(Accepted.class);
    assertThat(((Accepted) outcome).firstVersion()).isEqualTo(1);
    assertThat(LOST.ids(stream)).containsExactly("a", "b", "r");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DELIVERED")
  void a_refusal_that_was_marked_unheard_is_not_turned_by_a_rival(Answer lost) {
    // By the same store, so that it knows the stream and sends nothing on a guess.
    append(request(stream, rivals, 0, "none", "r1"));
    LoseFirst rule =
        LOST.lose(
            lost, MARK, () -> rivalAppends(request(stream, rivals, 1, "any", "r2", "r3", "r4")));
    Outcome outcome = append(request(stream, source, 7, "4", "a"));

    rule.assertLostAndSentAgain();
    assertThat(outcome).as("DECIDED when the head was 1").isInstanceOf(Rejected.class);
    assertThat(LOST.ids(stream)).containsExactly("r1", "r2", "r3", "r4");
  }

  @ParameterizedTest
  @EnumSource(names = {"SWALLOWED", "CAS_UNKNOWN"})
  void all_that_joined_one_transaction_are_accepted_once(Answer lost) {
    Source other = newSource();
    LoseFirst rule =
        LOST.lose(lost, APPEND, () -> rivalAppends(request(stream, rivals, 0, "any", "r")));
    List<Outcome> outcomes =
        answer(
            LOST.store()
                .append(
                    List.of(
                        request(stream, source, 7, "none", "a"),
                        request(stream, other, 3, "1", "b"),
                        request(stream, source, 8, "9", "refused"),
                        request(stream, source, 9, "any", "c"))));

    rule.assertLostAndSentAgain();
    assertThat(outcomes.get(2)).isInstanceOf(Rejected.class);
    assertThat(outcomes.stream().filter(Accepted.class::isInstance)).hasSize(3);
    assertThat(LOST.ids(stream)).containsExactly("a", "b", "c", "r");
  }

  @ParameterizedTest
  @EnumSource(names = {"SWALLOWED", "CAS_TIMEOUT"})
  void a_bucket_that_was_opened_unheard_is_opened_once(Answer lost) {
    int full = EventStoreContract.LIMITS.bucketSize();
    String[] before = IntStream.range(0, full).mapToObj(i -> "before" + i).toArray(String[]::new);
    rivalAppends(request(stream, rivals, 0, "none", before));
    LoseFirst rule =
        LOST.lose(lost, APPEND, () -> rivalAppends(request(stream, rivals, 1, "any", "r")));
    Outcome outcome = append(request(stream, source, 7, Integer.toString(full), "a"));

    rule.assertLostAndSentAgain();
    assertThat(outcome).isInstanceOf(Accepted.class);
    assertThat(LOST.ids(stream)).hasSize(full + 2).endsWith("a", "r");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DELIVERED")
  void a_stream_that_was_closed_unheard_is_closed_once(Answer lost) {
    AppendRequest late = request(stream, rivals, 0, "any", "late");
    LoseFirst rule =
        LOST.lose(
            lost,
            APPEND,
            () ->
                assertThat(answer(LOST.rival().append(List.of(late))).get(0))
                    .isInstanceOfSatisfying(
                        Rejected.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RejectionReason.CLOSED)));
    Outcome outcome = append(closing(stream, source, 7));

    rule.assertLostAndSentAgain();
    assertThat(outcome).isInstanceOf(Accepted.class);
    assertThat(LOST.ids(stream)).containsExactly("last");
  }

  @Test
  void an_append_that_never_arrived_loses_to_the_rival_that_did() {
    AtomicInteger sent = new AtomicInteger();
    LOST.proxy()
        .rule(
            new Rule() {
              @Override
              public boolean arrives(String cql) {
                if (!cql.startsWith(APPEND) || sent.getAndIncrement() > 0) {
                  return true;
                }
                rivalAppends(request(stream, rivals, 0, "none", "r"));
                return false;
              }
            });
    long before = LOST.proxy().withheld();
    Outcome outcome = append(request(stream, source, 7, "none", "a"));

    assertThat(LOST.proxy().withheld() - before).isEqualTo(1);
    assertThat(sent.get()).as("sent again").isGreaterThan(1);
    assertThat(outcome).isInstanceOf(Rejected.class);
    assertThat(((Rejected) outcome).rival()).isEqualTo(EventId.of("r"));
    assertThat(LOST.ids(stream)).containsExactly("r");
  }

  private Outcome append(AppendRequest request) {
    return answer(LOST.store().append(List.of(request))).get(0);
  }

  private void rivalAppends(AppendRequest request) {
    assertThat(answer(LOST.rival().append(List.of(request))).get(0)).isInstanceOf(Accepted.class);
  }

  private long head() {
    return answer(LOST.rival().head(stream));
  }
}
