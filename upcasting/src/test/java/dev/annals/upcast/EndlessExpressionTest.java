package dev.annals.upcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever writes a rule that has no end stops one event by it, and neither the task nor the worker.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class EndlessExpressionTest {
  private static final String TOO_LARGE =
      "the expression was stopped at a value of more than 16 MiB";
  private static final String TOO_LONG = "the expression was stopped after 2 s of computing";
  private static final String NO_TIME = "the expression was stopped after 0 s of computing";
  private static final String TOO_MUCH = "the expression was stopped when it had taken 512 MiB";

  private static Upcast upcast(String expression) {
    ObjectNode rule = JsonNodeFactory.instance.objectNode();
    rule.put("type", "a").put("from", 1).put("data", expression);
    return Stored.chain("[" + rule + "]").upcast(Stored.event("a", 1, "{\"n\": 1}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "$match($pad('', 80, 'a'), /a*a*a*a*a*a*a*a*a*b/)",
        "$contains($pad('', 80, 'a'), /a*a*a*a*a*a*a*a*a*b/)",
        "$split($pad('', 80, 'a'), /a*a*a*a*a*a*a*a*a*b/)",
        "$replace($pad('', 80, 'a'), /a*a*a*a*a*a*a*a*a*b/, 'b')",
        "$replace($pad('', 80, 'a'), 'a*a*a*a*a*a*a*a*a*b', 'b', 1)",
        "($r := /a*a*a*a*a*a*a*a*a*b/; $r($pad('', 80, 'a')))",
        "$pad('', 80, 'a') ~> /a*a*a*a*a*a*a*a*a*b/",
        "$map([$pad('', 80, 'a')], /a*a*a*a*a*a*a*a*a*b/)",
        "$map([$pad('', 80, 'a')], function($t){$t ~> $contains(/a*a*a*a*a*a*a*a*a*b/)})",
      })
  void a_regular_expression_without_end_is_stopped_wherever_it_stands(String expression) {
    assertThatThrownBy(() -> inNoTime(expression)).hasMessageContaining(NO_TIME);
  }

  @Test
  void a_regular_expression_has_two_seconds() {
    assertThat(reason("$match($pad('', 80, 'a'), /a*a*a*a*a*a*a*a*a*b/)")).contains(TOO_LONG);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "$pad('', 2000000000)",
        "$pad('', -2000000000, 'abc')",
        "[1..10000000]",
        "$map([1..10000000], function($i){$i})",
        "$count([1..10000000])",
        "($f := function($s){$f($s & $s)}; $f('ab'))",
        "($f := function($a){$f($append($a, $a))}; $f([1, 2]))",
        "($f := function($x, $n){$n = 0 ? $x : $f({'a': $x, 'b': $x}, $n - 1)}; $f(1, 40))",
        "($f := function($x, $n){$n = 0 ? $x : $f([[$x], [$x]], $n - 1)}; $string($f(1, 40)))",
        "($s := $pad('', 100000, 'x'); $replace($s, 'x', $s))",
        "($s := $pad('', 100000, 'x'); $replace($s, /x/, $s))",
        "($s := $pad('', 100000, 'x'); $replace($s, /x/, function($m){$s}))",
        "($s := $pad('', 100000, 'x'); $join($split($s, ''), $s))",
      })
  void what_becomes_too_large_is_stopped_before_it_is_made(String expression) {
    assertThat(reason(expression)).contains(TOO_LARGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "($a := [1..1000000]; [1..1000000].$a)",
        "($f := function($a){$f([[$a], [$pad('', 1000000)]])}; $f(1))",
      })
  void what_takes_too_much_memory_is_stopped(String expression) {
    assertThat(reason(expression)).containsAnyOf(TOO_MUCH, TOO_LARGE, TOO_LONG);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "$match($pad('', 100000, 'ab'), /(ab?)*c/) | was stopped at a depth of",
        "$formatInteger(2000000000, 'I')           | was stopped at a depth of",
        "$fromMillis(0, '[Y0001,1000000000]')      | a picture of a time with a width above 999",
        "$toMillis($pad('', 2000, '1'), '[Y][Y]')  | $toMillis() of a text of more than 1,000 characters",
      })
  void what_one_step_would_not_come_back_from_is_refused(String expression, String reason) {
    assertThat(reason(expression)).contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "$round(2.345, 1000000000)  | 2.345",
        "$round(2.345, -1000000000) | 0",
      })
  void rounding_to_more_digits_than_there_are_ends(String expression, String result) {
    assertThat(Stored.shown(upcast(expression))).containsExactly("4711 a@2 " + result);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$split($pad('', 16000000, 'x'), '')",
        "$match($pad('', 16000000, 'x'), /x/)",
        "$replace('a', 'a', 'a', 2000000000)",
      })
  void a_step_of_very_many_steps_looks_at_clock_and_memory(String expression) {
    assertThatThrownBy(() -> inNoTime(expression)).hasMessageContaining(NO_TIME);
  }

  private static void inNoTime(String expression) throws UpcastException {
    Expression.compile(expression, Duration.ofMillis(20))
        .evaluate(EventDocument.of(Stored.event("a", 1, "{}"), "a test"));
  }

  private static String reason(String expression) {
    Upcast upcast = upcast(expression);
    assertThat(upcast).as(expression).isInstanceOf(Upcast.Failed.class);
    return ((Upcast.Failed) upcast).reason();
  }
}
