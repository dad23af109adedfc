package dev.annals.model.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.AppendRequest;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The append that is a stream's last. */
class ClosingDecisionTest {

  @ParameterizedTest(name = "{0} at head 5: {1}, {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s7 close:5 x                | accepted 6                     | write 6 s7, close
          s7 close:any x y            | accepted 6-7                   | write 6-7 s7, close
          s7 close:4 x                | VERSION_CONFLICT e5            | -
          s7 close:9 x                | VERSION_CONFLICT               | mark s7
          s7 any a; s8 close:any x    | accepted 6; accepted 7         | write 6-7 s8, close
          s7 close:5 x; s8 any a      | accepted 6; CLOSED             | write 6 s8, close
          s7 close:5 x; t1 6 a        | accepted 6; CLOSED             | write 6 s7 t1, close
          s7 close:5 x; s8 close:5 x  | accepted 6; duplicate 6        | write 6 s8, close
          s7 close:5 x; s8 close:6 y  | accepted 6; CLOSED             | write 6 s8, close
          s7 close:5 x; s8 5 y        | accepted 6; VERSION_CONFLICT x | write 6 s8, close
          """)
  void it_closes_the_stream_in_its_own_transaction(
      String requests, String verdicts, String transaction) {
    Decision.Decided decided = GivenStream.withHead(5).decide(requests);

    assertThat(Notation.text(decided.verdicts())).isEqualTo(verdicts);
    assertThat(Notation.text(decided.transaction())).isEqualTo(transaction);
  }

  @ParameterizedTest(name = "{0} after it: {1}, {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s8 close:5 x    | duplicate 6         | -
          s8 close:any x  | duplicate 6         | mark s8
          s8 any x        | ID_REUSED x         | mark s8
          s8 any e5       | duplicate 5         | mark s8
          s8 close:any e5 | ID_REUSED e5        | mark s8
          s8 close:5 x*   | ID_REUSED x         | -
          s8 6 y          | CLOSED              | mark s8
          s8 fact:6 y     | CLOSED              | mark s8
          s8 close:any y  | CLOSED              | mark s8
          """)
  void after_it_a_retry_is_a_duplicate_and_everything_else_is_refused(
      String request, String verdict, String transaction) {
    GivenStream stream = GivenStream.withHead(5).append("s7 close:5 x");

    for (GivenStream seen : new GivenStream[] {stream, stream.reloaded()}) {
      Decision.Decided decided = seen.decide(request);
      assertThat(Notation.text(decided.verdicts())).isEqualTo(verdict);
      assertThat(Notation.text(decided.transaction())).isEqualTo(transaction);
    }
  }

  @ParameterizedTest(name = "{0} on an open stream with e1 to e5")
  @CsvSource({
    "s7 close:any e5, mark s7",
    "s7 close:4 e5, -",
    "s7 close:3 e4 e5, -",
  })
  void an_event_that_was_appended_open_is_no_duplicate_of_a_closing_one(
      String request, String transaction) {
    Decision.Decided decided = GivenStream.withHead(5).decide(request);

    assertThat(Notation.text(decided.verdicts())).startsWith("ID_REUSED");
    assertThat(Notation.text(decided.transaction())).isEqualTo(transaction);
  }

  @Test
  void nothing_comes_after_it_in_its_own_append() {
    List<NewEvent> events =
        List.of(Notation.event("x", NewEvent.CLOSE), Notation.event("y", "order.changed"));

    assertThatThrownBy(
            () ->
                new AppendRequest(
                    Notation.STREAM,
                    events,
                    ExpectedVersion.ANY,
                    OnConflict.REJECT,
                    Notation.position("s7")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "an event of type annals.close is not the last of the append at s-0@i:7");
  }

  @Test
  void what_is_derived_says_the_same() {
    assertThat(derived(GivenStream.withHead(5), "s7 close:any e5")).isEqualTo("ID_REUSED e5");
    GivenStream closed = GivenStream.withHead(5).append("s7 close:5 x");
    assertThat(derived(closed, "s8 close:any x")).isEqualTo("duplicate 6");
  }

  private static String derived(GivenStream stream, String text) {
    AppendRequest request = Notation.request(text);
    return Notation.text(AppendDecision.derive(request, 6, true, stream.sameIds(request), null));
  }
}
