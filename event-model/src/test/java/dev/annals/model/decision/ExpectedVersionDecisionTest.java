package dev.annals.model.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.ExpectedVersion;
import dev.annals.model.Outcome.Rejected;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every expected version against every kind of head. */
class ExpectedVersionDecisionTest {

  @ParameterizedTest(name = "{0} at head {1}: {2}, {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          any    | 0 | accepted 1          | write 1 s7
          any    | 1 | accepted 2          | write 2 s7
          any    | 5 | accepted 6          | write 6 s7
          none   | 0 | accepted 1          | write 1 s7
          none   | 1 | VERSION_CONFLICT e1 | -
          none   | 5 | VERSION_CONFLICT e1 | -
          0      | 0 | accepted 1          | write 1 s7
          0      | 5 | VERSION_CONFLICT e1 | -
          exists | 0 | VERSION_CONFLICT    | mark s7
          exists | 1 | accepted 2          | write 2 s7
          exists | 5 | accepted 6          | write 6 s7
          1      | 0 | VERSION_CONFLICT    | mark s7
          1      | 1 | accepted 2          | write 2 s7
          1      | 5 | VERSION_CONFLICT e2 | -
          4      | 5 | VERSION_CONFLICT e5 | -
          5      | 5 | accepted 6          | write 6 s7
          6      | 5 | VERSION_CONFLICT    | mark s7
          9      | 5 | VERSION_CONFLICT    | mark s7
          9223372036854775807 | 5 | VERSION_CONFLICT | mark s7
          """)
  void a_decision_meets_what_it_expects_or_is_rejected(
      String expected, int head, String verdict, String transaction) {
    Decision.Decided decided = GivenStream.withHead(head).decide("s7 " + expected + " x");

    assertThat(Notation.text(decided.verdicts())).isEqualTo(verdict);
    assertThat(Notation.text(decided.transaction())).isEqualTo(transaction);
  }

  @ParameterizedTest(name = "{0} at head {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          any    | 0 | accepted 1
          any    | 5 | accepted 6
          none   | 0 | accepted 1
          none   | 5 | accepted 6 !5
          exists | 0 | accepted 1 !0
          exists | 5 | accepted 6
          1      | 0 | accepted 1 !0
          4      | 5 | accepted 6 !5
          5      | 5 | accepted 6
          6      | 5 | accepted 6 !5
          """)
  void a_fact_is_accepted_and_the_difference_reported(String expected, int head, String verdict) {
    Decision.Decided decided = GivenStream.withHead(head).decide("s7 fact:" + expected + " x");

    assertThat(Notation.text(decided.verdicts())).isEqualTo(verdict);
    assertThat(Notation.text(decided.transaction())).isEqualTo("write " + (head + 1) + " s7");
  }

  @Test
  void a_rejection_says_what_was_expected_and_what_was_there() {
    Decision.Decided decided = GivenStream.withHead(5).decide("s7 3 x");

    Rejected rejected = (Rejected) ((Decision.Now) decided.verdicts().get(0)).outcome();
    assertThat(rejected.expected()).isEqualTo(ExpectedVersion.of(3));
    assertThat(rejected.actual()).isEqualTo(5);
    assertThat(rejected.message())
        .isEqualTo("expected version 3 of order/4711, which is at 5; e4 was first");
  }

  @ParameterizedTest(name = "{0} on a closed stream: {1}, {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s7 any x     | CLOSED              | mark s7
          s7 5 x       | CLOSED              | mark s7
          s7 9 x       | CLOSED              | mark s7
          s7 fact:3 x  | CLOSED              | mark s7
          s7 3 x       | VERSION_CONFLICT e4 | -
          s7 any e5    | duplicate 5         | mark s7
          s7 4 e5      | duplicate 5         | -
          """)
  void a_closed_stream_accepts_nothing(String request, String verdict, String transaction) {
    Decision.Decided decided = GivenStream.withHead(5).closed().decide(request);

    assertThat(Notation.text(decided.verdicts())).isEqualTo(verdict);
    assertThat(Notation.text(decided.transaction())).isEqualTo(transaction);
  }

  @Test
  void a_marker_on_a_closed_stream_says_that_it_is_closed() {
    StreamTransaction marker =
        Objects.requireNonNull(GivenStream.withHead(500).closed().decide("s7 any x").transaction());

    assertThat(marker.closed()).isTrue();
    assertThat(marker.opensBucket()).as("which has to be closed as well").isTrue();
  }
}
