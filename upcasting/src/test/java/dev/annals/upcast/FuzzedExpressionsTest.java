package dev.annals.upcast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.annals.reduce.BadReducersException;
import dev.annals.reduce.Reducer;
import dev.annals.reduce.Reducers;
import dev.annals.reduce.SnapshotRules;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever stands in a rule: it is refused with a sentence, or each event has its result or its
 * reason. {@code -Dfuzz.expressions} and {@code -Dfuzz.seed} set how many there are, and which.
 */
class FuzzedExpressionsTest {
  private static final int EXPRESSIONS = Integer.getInteger("fuzz.expressions", 1_500);
  private static final long SEED = Long.getLong("fuzz.seed", 6);

  private static final String SECRET = "s3cr3t";
  private static final String DATA =
      """
      {"a": 1, "b": [1, 2.5, null, "s3cr3t"], "c": {"d": "s3cr3t", "e": [{"f": 1}, {"f": 2}]}, "t": "x/y z"}
      """;

  private static final List<String> GOOD =
      List.of(
          "$",
          "{'a': a, 'b': b[0]}",
          "$merge([$, {'m': 1}])",
          "$sift($, function($v, $k) {$k != 'b'})",
          "c.e[f > 1].{'g': f}",
          "$map(b, function($v, $i){$string($v) & $i})",
          "$reduce(c.e.f, function($x, $y){$x + $y}, 0)",
          "$replace(t, /[a-z]+/i, '<$0$1>')",
          "$match(t, /(x)(\\/)?/)[0].groups",
          "$split(t, /[\\s\\/]/) ~> $join('-')",
          "t ~> $contains(/y/) ? 'yes' : 'no'",
          "($f := function($n){$n < 2 ? 1 : $n * $f($n - 1)}; $f(5))",
          "$sort(c.e, function($l, $r){$l.f < $r.f})^(>f)",
          "**.f",
          "[1..5].{'n': $ % 2}",
          "$formatNumber(a, '#,##0.00') & $pad(t, -9, '0')",
          "$fromMillis(1767225600000, '[Y0001]-[M01]-[D01]')",
          "$toMillis('2026-01-01', '[Y0001]-[M01]-[D01]')",
          "$lookup(c, 'd') in b and $exists(a) or $not(true)",
          "c.e{$string(f): $sum(f)}",
          "$each(c, function($v, $k){$k}) ~> $distinct() ~> $reverse()",
          "$substringBefore(t, '/') & $uppercase(t) & $base64encode(t)",
          "a / 2 * 3 - -1 % 2",
          "$error('no ' & t)");

  private static final String PARTS =
      "$()[]{}.,;:?*/%&|<>=!~^@#'\"` \\0123456789aftx-+\n\u0000\ue000";

  private final Random random = new Random(SEED);

  /** The library prints what is called and is no function; by chance, or by a forgotten dollar. */
  @Test
  void nothing_of_the_data_is_printed() {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      for (String expression :
          List.of(
              "t(1)",
              "b(1)",
              "$(1)",
              "($f := t; $f(1))",
              "c.d('x')",
              "a ~> t('x')",
              "a ~> t",
              "($f := function($g){$g(1)}; $f(t))")) {
        assertThat(Stored.chain(rule(expression)).upcast(Stored.event("a", 1, DATA)))
            .as(expression)
            .isInstanceOfSatisfying(
                Upcast.Failed.class,
                failed -> assertThat(failed.reason()).contains("calls what is no function"));
      }
      assertThat(
              Stored.chain(
                      rule(
                          "($o := {'f': function($x){$x}}; $g := function($n){$n = 0 ? /x/(t).next() : $g($n - 1)}; [$o.f(1), $g(3)])"))
                  .upcast(Stored.event("a", 1, DATA)))
          .isInstanceOf(Upcast.Into.class);
    } finally {
      System.setOut(console);
    }
    assertThat(printed.toString(UTF_8)).isEmpty();
  }

  @Test
  void an_expression_that_was_changed_at_random_is_refused_or_gives_a_result_or_a_reason() {
    int refused = 0;
    int failed = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      String expression = mutated(GOOD.get(random.nextInt(GOOD.size())));
      String which = "seed %d, expression %d: %s".formatted(SEED, i, expression);
      try {
        Upcast upcast = Stored.chain(rule(expression)).upcast(Stored.event("a", 1, DATA));
        failed += upcast instanceof Upcast.Failed ? 1 : 0;
        if (upcast instanceof Upcast.Failed because) {
          assertThat(because.reason()).as(which).contains(" ").doesNotContain("Error");
          assertThat(because.reason().contains(SECRET) && !expression.contains("$error"))
              .as("%s quotes data: %s", which, because.reason())
              .isFalse();
        }
      } catch (BadRulesException told) {
        refused++;
        assertThat(told.getMessage()).as(which).contains("rule 1");
      } catch (RuntimeException | Error fault) {
        throw new AssertionError(which, fault);
      }
    }
    assertThat(refused).as("do not compile").isBetween(1, EXPRESSIONS - 1);
    assertThat(failed).as("fail at the event").isBetween(1, EXPRESSIONS - refused - 1);
  }

  @Test
  void rules_that_were_changed_at_random_are_refused_with_a_sentence_or_make_a_chain() {
    List<String> good =
        List.of(
            rule("$"),
            """
            [{"type": "a", "from": 1, "into": {"b": 1, "c": 2}, "split": "[{'type': 'b', 'data': $}]"},
             {"type": "b", "from": 1, "drop": true, "comment": "…"}, {"type": "c", "from": 2, "rename": "d", "to": 3}]
            """);
    for (int i = 0; i < EXPRESSIONS; i++) {
      String text = mutated(good.get(random.nextInt(good.size())));
      try {
        Stored.chain(text).upcast(Stored.event("a", 1, DATA));
      } catch (BadRulesException told) {
        assertThat(told.getMessage()).contains(" ").doesNotContain("Exception");
      } catch (RuntimeException | Error fault) {
        throw new AssertionError("seed %d, rules %d: %s".formatted(SEED, i, text), fault);
      }
    }
  }

  @Test
  void rules_of_reducers_likewise() {
    String good =
        """
        [{"entityType": "order", "reducer": "json-merge-patch", "every": 10, "keep": 2},
         {"entityType": "x", "reducer": {"name": "sum", "jsonata": "$merge([$state, $])", "initial": {"n": 0}}}]
        """;
    for (int i = 0; i < EXPRESSIONS; i++) {
      String text = mutated(good);
      try {
        SnapshotRules.parse(text, Reducers.of(Reducer.class.getClassLoader()));
      } catch (BadReducersException told) {
        assertThat(told.getMessage()).contains(" ").doesNotContain("Exception");
      } catch (RuntimeException | Error fault) {
        throw new AssertionError("seed %d, rules %d: %s".formatted(SEED, i, text), fault);
      }
    }
  }

  private static String rule(String expression) {
    ObjectNode rule = JsonNodeFactory.instance.objectNode();
    return "[" + rule.put("type", "a").put("from", 1).put("data", expression) + "]";
  }

  /** One to four times: a part is taken out, put in twice, exchanged, or taken from another. */
  private String mutated(String text) {
    StringBuilder mutated = new StringBuilder(text);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(mutated.length() + 1);
      int to = Math.min(mutated.length(), at + random.nextInt(6));
      switch (random.nextInt(5)) {
        case 0 -> mutated.delete(at, to);
        case 1 -> mutated.insert(at, mutated.substring(at, to));
        case 2 -> mutated.insert(at, PARTS.charAt(random.nextInt(PARTS.length())));
        case 3 -> mutated.replace(at, to, String.valueOf(random.nextInt(100_000)));
        default -> mutated.insert(at, ofAnother());
      }
    }
    return mutated.toString();
  }

  private String ofAnother() {
    String other = GOOD.get(random.nextInt(GOOD.size()));
    int from = random.nextInt(other.length());
    return other.substring(from, from + random.nextInt(other.length() - from + 1));
  }
}
