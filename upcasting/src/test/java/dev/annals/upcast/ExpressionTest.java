package dev.annals.upcast;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
  private static String result(String expression, String data) {
    ObjectNode rule = JsonNodeFactory.instance.objectNode();
    rule.put("type", "a").put("from", 1).put("data", expression);
    String shown =
        Stored.shown(Stored.chain("[" + rule + "]").upcast(Stored.event("a", 1, data))).get(0);
    return shown.replace("4711 a@2 ", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'n': n}           | {\"n\": 12345678901234567890}     | {\"n\":12345678901234567890}",
        "{'n': n}           | {\"n\": 0.1000}                   | {\"n\":0.1000}",
        "{'n': n}           | {\"n\": 9007199254740993}         | {\"n\":9007199254740993}",
        "$                  | {\"n\": 3.14159265358979323846}   | {\"n\":3.14159265358979323846}",
        "{'n': l[1]}        | {\"l\": [1, 2.50]}                | {\"n\":2.50}",
        "{'n': [l]}         | {\"l\": [1, 2.50]}                | {\"n\":[1,2.50]}",
        "$merge([$,{'m':1}])| {\"n\": 2.50}                     | {\"n\":2.50,\"m\":1}",
        "$string(n)         | {\"n\": 12345678901234567890.10}  | \"12345678901234567890.10\"",
        "$lookup($,'n')     | {\"n\": 9007199254740993}         | 9007199254740993",
        "$clone($)          | {\"n\": [0.10, null]}             | {\"n\":[0.10,null]}",
        "$sort(l)           | {\"l\": [2.50, 12345678901234567890.10, 1]} | [1,2.50,12345678901234567890.10]",
        "$sort(l, function($x, $y){$x < $y}) | {\"l\": [1, 2.50]} | [2.50,1]",
        "$single(l, function($v){$v > 1}) | {\"l\": [1, 9007199254740993]} | 9007199254740993",
        "$reduce(l, function($x, $y){$y}) | {\"l\": [1, 0.10]}  | 0.10",
        "$abs(n)            | {\"n\": -1.75}                    | 1.75",
        "$map(l, $abs)      | {\"l\": [-12345678901234567890, -2.50, -7]} | [12345678901234567890,2.50,7]",
        "$abs(-0.5)         | {}                                | 0.5",
      })
  void a_number_that_is_handed_on_keeps_all_its_digits(
      String expression, String data, String result) {
    assertThat(result(expression, data)).isEqualTo(result);
  }

  /** Whatever the worker's time zone and date. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "$toMillis('2026-01-01T10:00:00')                       | 1767261600000",
        "$toMillis('2026-01-01T10:00:00+01:00')                 | 1767258000000",
        "$toMillis('2026-01-01')                                | 1767225600000",
        "$toMillis('2026', '[Y0001]')                           | 1767225600000",
        "$toMillis('[10:30 2026', '[[[H01]:[m01] [Y0001]')      | fails: rule 1",
        "$toMillis('13:45', '[H01]:[m01]')                      | fails: rule 1 (a from 1): $toMillis() with a picture without a year",
        "$toMillis('x', '[[Y[H01]')                             | fails: rule 1 (a from 1): $toMillis() with a picture without a year",
        "('Title'; 'Title').$uppercase()            | \"TITLE\"",
        "['A','B'].$lowercase($)                                | [\"a\",\"b\"]",
        "$exists($uppercase(nowhere))                           | false",
      })
  void no_function_asks_the_machine(String expression, String result) {
    assertThat(result(expression, "{}")).startsWith(result);
  }

  @Test
  void letters_do_not_depend_on_the_language_of_the_worker() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertThat(result("$uppercase('title') & $lowercase('TITLE')", "{}"))
          .isEqualTo("\"TITLEtitle\"");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void text_comes_out_as_it_went_in() {
    assertThat(result("x", "{\"x\": \"\uD83D\uDE00 \u00e4\"}"))
        .isEqualTo("\"\uD83D\uDE00 \u00e4\"");
    assertThat(result("x", "{\"x\": \"\\ud800\"}")).isEqualTo("\"\\uD800\"");
  }

  @Test
  void what_would_take_minutes_or_the_stack_fails() {
    assertThat(result("$round(n)", "{\"n\": 1e100000000}"))
        .isEqualTo(
            "fails: rule 1 (a from 1): its data holds a number with an exponent beyond 10,000");
    assertThat(
            result(
                "($f := function($x, $n){$n = 0 ? $x : $f({'a': $x}, $n - 1)}; $f(1, 1500))", "{}"))
        .isEqualTo("fails: the new data is deeper than 1,000 levels");
  }

  /** Arithmetic is that of JavaScript: 64-bit floating point, 15 to 17 digits. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n + 0              | {\"n\": 9007199254740993}         | 9007199254740992",
        "n * 1              | {\"n\": 0.10}                     | 0.1",
        "$sum(l)            | {\"l\": [0.1, 0.2]}               | 0.30000000000000004",
        "$round(n, 2)       | {\"n\": 2.675}                    | 2.68",
        "$number(n)         | {\"n\": \"9007199254740993\"}     | 9007199254740992",
        "9007199254740993   | {}                                | 9007199254740992",
        "n = 1.5            | {\"n\": 1.50}                     | true",
        "n > 1              | {\"n\": 1.50}                     | true",
      })
  void a_number_that_is_computed_has_the_digits_of_a_double(
      String expression, String data, String result) {
    assertThat(result(expression, data)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null               | {}                    | null",
        "{'b': a}           | {\"a\": null}         | {\"b\":null}",
        "$                  | {\"a\": [null, {}]}   | {\"a\":[null,{}]}",
        "$                  | null                  | null",
        "$                  | [1, 2]                | [1,2]",
        "$                  | [1]                   | [1]",
        "$                  | \"text\"              | \"text\"",
        "$                  | false                 | false",
        "{'b': nowhere}     | {\"a\": 1}            | {}",
        "[l.{'x': $}]       | {\"l\": [7]}          | [{\"x\":7}]",
        "[l.{'x': $}]       | {}                    | []",
      })
  void null_is_not_nothing(String expression, String data, String result) {
    assertThat(result(expression, data)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "nowhere            | the expression gives nothing: does it name what is not there? Write null",
        "function($x){$x}   | the expression gives a function, which is no JSON",
        "$uppercase         | the expression gives a function, which is no JSON",
        "1/0                | the expression fails at character 0: Number out of range",
        "$nofunction()      | the expression fails at character 12: Attempted to invoke a non-function",
        "$error('no total') | the expression fails at character 7: no total",
        "$uppercase(7)      | the expression fails at character 11: Argument",
        "$assert(false, 'no') | the expression fails at character 8: no",
        "$sort([1, 'x'])    | the expression fails at character 6: The single argument form",
        "$number('x')       | the expression fails with a NumberFormatException",
        "'a' + 1            | the expression fails: The left side of the",
        "$now()             | $now() is not for rules: an event comes out the same whenever it is upcast",
        "$millis()          | $millis() is not for rules",
        "$random()          | $random() is not for rules",
        "$shuffle([1,2])    | $shuffle() is not for rules",
        "$eval('1')         | $eval() is not for rules",
      })
  void an_expression_that_gives_no_json_fails(String expression, String reason) {
    assertThat(result(expression, "{}")).startsWith("fails: rule 1 (a from 1): " + reason);
  }

  /** The library makes doubles of all numbers of its input, also of those it does not touch. */
  @Test
  void the_operator_that_rounds_what_it_does_not_touch_is_refused() {
    assertThat(result("$ ~> |$|{'x': 1}|", "{\"id\": 9007199254740993}"))
        .isEqualTo(
            "fails: rule 1 (a from 1): the operator | … | is not for rules, as it rounds numbers that"
                + " it does not touch: use $merge and $sift");
    assertThat(result("($f := $uppercase; $g := $f; $contains($g('b|c'), /A|B/))", "{}"))
        .as("other functions as values, and other uses of the sign")
        .isEqualTo("true");
  }

  @Test
  void a_reason_does_not_quote_the_data() {
    assertThat(result("$number(iban)", "{\"iban\": \"secret\"}"))
        .startsWith("fails: rule 1 (a from 1): the expression fails")
        .doesNotContain("secret");
    assertThat(result("iban + 1", "{\"iban\": \"secret\"}"))
        .startsWith("fails: ")
        .doesNotContain("secret");
    assertThat(result("$toMillis(iban)", "{\"iban\": \"secret\"}"))
        .startsWith("fails: ")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "($f := function($n){$f($n + 1) + 1}; $f(1))   | was stopped at a depth of 300",
        "($f := function($n){$f($n + 1)}; $f(1))       | was stopped",
      })
  void an_expression_that_loops_or_recurses_for_ever_is_stopped(String expression, String reason) {
    assertThat(result(expression, "{}"))
        .startsWith("fails: rule 1 (a from 1): the expression ")
        .contains(reason);
  }

  /** Where the library's own bound loses count. */
  @Test
  void a_long_array_of_honest_steps_is_not_taken_for_depth() {
    String long_ =
        IntStream.range(0, 2_000).mapToObj(i -> "{'i': n}").collect(joining(",", "[", "]"));

    assertThat(result(long_, "{\"n\": 1}"))
        .startsWith("[{\"i\":1},{\"i\":1}")
        .endsWith("{\"i\":1}]");
  }

  @Test
  void the_event_is_told_beside_its_data() {
    assertThat(result("$event", "{}"))
        .isEqualTo(
            "{\"id\":\"/shop 4711\",\"type\":\"a\",\"schemaversion\":1,\"entitytype\":\"order\","
                + "\"entityid\":\"17\",\"version\":3,\"time\":\"2026-01-31T10:00:00Z\","
                + "\"recordedat\":\"2026-01-31T10:00:01Z\",\"attributes\":{\"correlationid\":\"c1\"}}");
  }

  @Test
  void many_threads_may_use_one_chain() {
    UpcastChain chain =
        Stored.chain(
            "[{\"type\":\"a\",\"from\":1,\"data\":\"{'n': $sum([n, 1, 2]), 'v': $event.version}\"}]");
    CountDownLatch start = new CountDownLatch(1);
    List<CompletableFuture<List<String>>> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int n = i;
      threads.add(
          CompletableFuture.supplyAsync(
              () -> {
                List<String> results = new ArrayList<>();
                try {
                  start.await();
                } catch (InterruptedException ended) {
                  throw new IllegalStateException(ended);
                }
                for (int round = 0; round < 500; round++) {
                  results.addAll(
                      Stored.shown(chain.upcast(Stored.event("a", 1, "{\"n\":" + n + "}"))));
                }
                return results;
              },
              command -> new Thread(command).start()));
    }
    start.countDown();
    for (int i = 0; i < threads.size(); i++) {
      assertThat(threads.get(i).join())
          .hasSize(500)
          .containsOnly("4711 a@2 {\"n\":" + (i + 3) + ",\"v\":3}");
    }
  }
}
