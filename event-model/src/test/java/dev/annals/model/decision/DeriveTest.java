package dev.annals.model.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.Outcome;
import dev.annals.model.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a request that was processed before, when nobody wrote down its outcome. */
class DeriveTest {

  @ParameterizedTest(name = "{0} at head 20, window 10: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s7 any e20        | duplicate 20
          s7 any e2         | duplicate 2
          s7 any e2 e3      | duplicate 2
          s7 any e2 e4      | PARTLY_SEEN
          s7 any e3 e2      | PARTLY_SEEN
          s7 any e3 x       | PARTLY_SEEN
          s7 any x e3       | PARTLY_SEEN
          s7 any e2*        | ID_REUSED e2
          s7 any e2 e3*     | ID_REUSED e3
          s7 any x x        | ID_REPEATED x
          s7 1 e2           | duplicate 2
          s7 1 x            | VERSION_CONFLICT e2
          s7 none x         | VERSION_CONFLICT e1
          s7 21 x           | VERSION_CONFLICT
          s7 20 x           | FORGOTTEN
          s7 any x          | FORGOTTEN
          s7 exists x       | FORGOTTEN
          s7 fact:1 x       | FORGOTTEN
          """)
  void it_is_told_from_what_the_stream_holds(String text, String outcome) {
    GivenStream stream = GivenStream.withHead(20);
    AppendRequest request = Notation.request(text);

    Outcome.NotAccepted derived =
        AppendDecision.derive(
            request, 20, false, stream.sameIds(request), afterExpected(stream, request));

    assertThat(Notation.text(derived)).isEqualTo(outcome);
  }

  @ParameterizedTest(name = "{0} on a closed stream: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s7 any x   | CLOSED
          s7 20 x    | CLOSED
          s7 any e2  | duplicate 2
          s7 1 x     | VERSION_CONFLICT e2
          """)
  void a_closed_stream_says_so(String text, String outcome) {
    GivenStream stream = GivenStream.withHead(20);
    AppendRequest request = Notation.request(text);

    Outcome.NotAccepted derived =
        AppendDecision.derive(
            request, 20, true, stream.sameIds(request), afterExpected(stream, request));

    assertThat(Notation.text(derived)).isEqualTo(outcome);
  }

  private static @Nullable RecordedEvent afterExpected(GivenStream stream, AppendRequest request) {
    String expected = request.expected().text();
    if (expected.equals("none")) {
      return stream.row(1);
    }
    if (!Character.isDigit(expected.charAt(0)) || Long.parseLong(expected) >= 20) {
      return null;
    }
    return stream.row(Long.parseLong(expected) + 1);
  }
}
