package dev.annals.model.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DECIDED: what may turn is marked before it is reported, and only that. */
class MarkerDecisionTest {

  @ParameterizedTest(name = "{0} after a b: {1}, {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s7 none x       | VERSION_CONFLICT a | -
          s7 1 x          | VERSION_CONFLICT b | -
          s7 1 b          | duplicate 2        | -
          s7 1 b*         | ID_REUSED b        | -
          s7 none a b     | duplicate 1        | -
          s7 none b a     | VERSION_CONFLICT a | -
          s7 none a x     | VERSION_CONFLICT a | -
          s7 none a b c   | VERSION_CONFLICT a | mark s7
          s7 1 b c        | VERSION_CONFLICT b | mark s7
          s7 1 b* c       | VERSION_CONFLICT b | mark s7
          s7 1 x c        | VERSION_CONFLICT b | -
          s7 2 a          | duplicate 1        | mark s7
          s7 3 x          | VERSION_CONFLICT   | mark s7
          s7 any b        | duplicate 2        | mark s7
          s7 any b*       | ID_REUSED b        | mark s7
          s7 any b c      | PARTLY_SEEN        | mark s7
          s7 any x x      | ID_REPEATED x      | mark s7
          """)
  void a_refusal_that_may_turn_needs_a_marker_and_no_other_does(
      String request, String verdict, String transaction) {
    Decision.Decided decided = GivenStream.after("g1 none a; g2 1 b").decide(request);

    assertThat(Notation.text(decided.verdicts())).isEqualTo(verdict);
    assertThat(Notation.text(decided.transaction())).isEqualTo(transaction);
  }

  @Test
  void a_refusal_behind_the_head_would_turn_without_its_marker_when_the_rest_arrives() {
    GivenStream stream = GivenStream.after("g1 none a");
    Decision.Decided before = stream.decide("s7 none a b");
    stream.append("g2 1 b");

    assertThat(Notation.text(before.verdicts())).isEqualTo("VERSION_CONFLICT a");
    assertThat(Notation.text(stream.decide("s7 none a b").verdicts())).isEqualTo("duplicate 1");
    stream.take(before);
    assertThat(Notation.text(stream.decide("s7 none a b").verdicts()))
        .isEqualTo("processed before");
  }

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s7 9 x; s8 5 y          | VERSION_CONFLICT; accepted 6     | write 6 s8
          s7 5 x; s8 9 y          | accepted 6; VERSION_CONFLICT     | write 6 s8
          s7 5 x; t3 9 y          | accepted 6; VERSION_CONFLICT     | write 6 s7 t3
          s7 2 x; s8 2 y          | VERSION_CONFLICT e3; VERSION_CONFLICT e3 | -
          s7 2 x; s8 9 y          | VERSION_CONFLICT e3; VERSION_CONFLICT | mark s8
          s7 9 x; s8 2 y          | VERSION_CONFLICT; VERSION_CONFLICT e3 | mark s8
          s7 2 x; t3 9 y          | VERSION_CONFLICT e3; VERSION_CONFLICT | mark s7 t3
          s7 2 x; s8 5 y          | VERSION_CONFLICT e3; accepted 6  | write 6 s8
          """)
  void a_mark_rides_along_with_others(String requests, String verdicts, String transaction) {
    Decision.Decided decided = GivenStream.withHead(5).decide(requests);

    assertThat(Notation.text(decided.verdicts())).isEqualTo(verdicts);
    assertThat(Notation.text(decided.transaction())).isEqualTo(transaction);
  }

  @Test
  void a_marker_on_no_stream_leaves_the_head_at_0() {
    GivenStream stream = GivenStream.after("s7 exists x");

    assertThat(stream.state().head()).isZero();
    assertThat(stream.state().bucket()).isZero();
    assertThat(stream.register(Notation.source("s"))).isEqualTo(new Register(7, 0));
    assertThat(Notation.text(stream.decide("s8 none a").transaction())).isEqualTo("write 1 s8");
  }

  @Test
  void a_marker_keeps_the_last_version_of_its_source() {
    GivenStream stream = GivenStream.after("s1 any a; t1 any b; s2 any c; s3 9 x");

    assertThat(stream.register(Notation.source("s"))).isEqualTo(new Register(3, 3));
    assertThat(stream.register(Notation.source("t"))).isEqualTo(new Register(1, 2));
  }

  @Test
  void a_transaction_is_conditional_on_what_each_of_its_sources_had() {
    GivenStream stream = GivenStream.after("s1 any a");

    StreamTransaction transaction =
        Objects.requireNonNull(stream.decide("s2 any b; t5 any c; s3 any d").transaction());

    assertThat(transaction.head()).isEqualTo(1);
    assertThat(transaction.conditions())
        .containsOnly(
            Map.entry(Notation.source("s"), new Register(1, 1)),
            Map.entry(Notation.source("t"), StreamTransaction.NO_REGISTER));
    assertThat(transaction.registers())
        .containsOnly(
            Map.entry(Notation.source("s"), new Register(3, 4)),
            Map.entry(Notation.source("t"), new Register(5, 3)));
  }

  @Test
  void an_oversized_append_is_rejected_without_a_mark_whatever_it_expects() {
    StringBuilder tooMany = new StringBuilder("s7 any");
    for (int i = 0; i <= AppendLimits.MAX_EVENTS; i++) {
      tooMany.append(" x").append(i);
    }
    for (GivenStream stream : List.of(new GivenStream(), GivenStream.withHead(5))) {
      for (String expected : new String[] {"any", "none", "exists", "5", "99", "fact:3"}) {
        Decision.Decided decided = stream.decide(tooMany.toString().replaceFirst("any", expected));

        assertThat(Notation.text(decided.verdicts())).isEqualTo("TOO_LARGE");
        assertThat(Notation.text(decided.transaction())).isEqualTo("-");
      }
    }
  }
}
