package dev.annals.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.upcast.UpcastChain;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonataTest {
  /** Two events: the numbers 2 and 3 as n. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'sum': $state.sum + n}                     | {\"sum\":1}  | {\"sum\":6}",
        "$merge([$state, {'last': n}])               | {\"a\":1.50} | {\"a\":1.50,\"last\":3}",
        "$append($state, n)                          | []           | [2,3]",
        "$state + 1                                  | 0            | 2",
        "n = 2 ? $ : $state                          | {}           | {\"n\":2}",
        "$state                                      | null         | null",
        "$state = null ? {'first': n} : $state       | null         | {\"first\":2}",
        "$event.version & $event.type & $event.id    | {}           | \"2changede2\"",
      })
  void an_expression_makes_the_state_of_the_state_before_and_the_event(
      String expression, String initial, String result) throws ReduceException {
    assertThat(
            Events.folded(
                Jsonata.of("total", expression, initial),
                UpcastChain.EMPTY,
                "{\"n\":2}",
                "{\"n\":3}"))
        .isEqualTo(result);
  }

  @Test
  void an_expression_that_does_not_compile_is_refused() {
    assertThatThrownBy(() -> Jsonata.of("total", "{'sum': ", "{}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the expression of reducer total does not compile: ");
  }

  @Test
  void an_initial_state_that_is_no_json_is_refused() {
    assertThatThrownBy(() -> Jsonata.of("total", "$state", "{"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the initial state of reducer total is not JSON");
  }

  @Test
  void a_name_that_is_not_there_is_a_failure_that_quotes_no_data() {
    assertThatThrownBy(
            () ->
                Events.folded(
                    Jsonata.of("total", "n ? $state : nowhere", "{}"),
                    UpcastChain.EMPTY,
                    "{\"n\":2}",
                    "{\"secret\":7}"))
        .isInstanceOf(ReduceException.class)
        .hasMessage(
            "reducer total cannot take order/17@2: the expression gives nothing: does it name what"
                + " is not there? Write null if that is meant");
  }

  @Test
  void an_expression_that_loops_is_stopped() {
    Jsonata loops = Jsonata.of("total", "($f := function($n){1 + $f($n)}; $f(1))", "{}");

    assertThatThrownBy(() -> Events.folded(loops, UpcastChain.EMPTY, "{}"))
        .isInstanceOf(ReduceException.class)
        .hasMessageContaining("does it call itself for ever?");
  }

  @Test
  void the_fingerprint_tells_expressions_and_initial_states_apart() {
    assertThat(
            List.of(
                Jsonata.of("a", "$state", "{}").fingerprint(),
                Jsonata.of("a", "$state ", "{}").fingerprint(),
                Jsonata.of("a", "$state", "[]").fingerprint(),
                new MergePatch().fingerprint()))
        .doesNotHaveDuplicates();
    assertThat(Jsonata.of("a", "$state", "{}").fingerprint())
        .isEqualTo(Jsonata.of("a", "$state", "{}").fingerprint());
  }
}
