package dev.annals.model.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a source's register says of its requests. */
class RedeliveryDecisionTest {

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s10 any a          | processed before                       | -
          s9 any a           | processed before                       | -
          s0 any never-seen  | processed before                       | -
          s11 any y          | accepted 3                             | write 3 s11
          t10 any y          | accepted 3                             | write 3 t10
          s9 any a; s10 2 b  | processed before; processed before     | -
          s10 any a; s11 2 y | processed before; accepted 3           | write 3 s11
          s10 any a; s11 7 y | processed before; VERSION_CONFLICT     | mark s11
          s10 any a; s11 1 y | processed before; VERSION_CONFLICT b   | -
          u4 any y           | processed before                       | -
          u5 any y           | accepted 3                             | write 3 u5
          """)
  void at_or_below_it_they_were_processed_before(
      String requests, String verdicts, String transaction) {
    GivenStream stream = GivenStream.after("s9 any a; s10 any b; u4 99 x");

    Decision.Decided decided = stream.decide(requests);

    assertThat(Notation.text(decided.verdicts())).isEqualTo(verdicts);
    assertThat(Notation.text(decided.transaction())).isEqualTo(transaction);
    assertThat(Notation.text(stream.reloaded().decide(requests).verdicts())).isEqualTo(verdicts);
  }

  @ParameterizedTest(name = "{0}, then {1}, then again: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s7 any a      | g1 any b          | processed before
          s7 9 x        | g1 any b; g2 any c | processed before
          s7 exists x   | g1 any b          | processed before
          """)
  void what_was_marked_or_accepted_is_not_decided_twice(
      String request, String meanwhile, String verdict) {
    GivenStream stream = GivenStream.after(request).append(meanwhile);

    assertThat(Notation.text(stream.decide(request).verdicts())).isEqualTo(verdict);
  }

  @Test
  void what_was_left_unmarked_is_decided_again_with_the_same_answer() {
    GivenStream stream = GivenStream.withHead(3).append("s7 1 x");

    assertThat(stream.state().register(Notation.source("s"))).isNull();
    stream.grow(30);
    assertThat(Notation.text(stream.decide("s7 1 x").verdicts())).isEqualTo("VERSION_CONFLICT e2");
  }

  @Test
  void two_lives_of_a_topic_have_a_register_each() {
    GivenStream stream = GivenStream.after("s7 any a");
    Source secondLife = new Source("s", 0, "second");
    AppendRequest first = Notation.request("s0 any b");
    AppendRequest request =
        new AppendRequest(
            first.stream(),
            first.events(),
            first.expected(),
            first.onConflict(),
            new SourcePosition(secondLife, 0));

    assertThat(Notation.text(stream.decide(List.of(request)).verdicts())).isEqualTo("accepted 2");
  }
}
