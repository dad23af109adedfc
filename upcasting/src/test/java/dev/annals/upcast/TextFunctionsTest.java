package dev.annals.upcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules give was published: our functions must give what the library's give. */
class TextFunctionsTest {
  private static final long SEED = 20_261_123;
  private static final List<String> TEXTS =
      List.of("", "a", "abcabc", "a-b-c", "ABC abc", "$1 of $2", "line\\nline", "äöü äöü", "aXbXc");
  private static final List<String> PATTERNS =
      List.of(
          "'a'",
          "'-'",
          "'b'",
          "' '",
          "/b/",
          "/[a-c]+/",
          "/(a)(b)?/",
          "/A/i",
          "/^l/m",
          "/x*/",
          "/\\\\w+/",
          "/(ä)|(ö)/");
  private static final List<String> REPLACEMENTS =
      List.of("''", "'x'", "'$1'", "'$$'", "'<$1$2$3>'", "'$0$0'", "'$'", "'a$b'");

  @Test
  void bounded_functions_give_what_the_functions_of_the_library_give() {
    Random random = new Random(SEED);
    int equal = 0;
    for (int i = 0; i < 2_000; i++) {
      String expression = drawn(random);
      String expected = byLibrary(expression);
      assertThat(byRule(expression)).as("%s (seed %d)", expression, SEED).isEqualTo(expected);
      equal += expected.startsWith("fails") ? 0 : 1;
    }
    assertThat(equal).as("expressions that give something").isGreaterThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$join(['a','b','c'], ', ')",
        "$join('abc')",
        "$join([])",
        "$match('abcabc', /b(c)/)",
        "$match('abcabc', /b(c)/, 1)",
        "$match('abcabc', /b(c)/, 0)",
        "$replace('a b', /(\\w) (\\w)/, function($m) { $m.groups[2] & $m.groups[1] })",
        "$replace('abcabc', 'b', function($m) { 'x' })",
        "$contains(nowhere, 'a')",
        "$split(nowhere, 'a')",
        "$map(['a-b','c'], function($v) { $split($v, '-') })",
        "'abc' ~> $replace('b', 'x') ~> $pad(5, '#')",
        "(/b/)('abc').match",
        "(/b/)('abcb').next().start",
      })
  void so_they_do_in_other_places(String expression) {
    assertThat(byRule(expression)).isEqualTo(byLibrary(expression));
  }

  private static String drawn(Random random) {
    String text = "'" + one(TEXTS, random) + "'";
    String pattern = one(PATTERNS, random);
    String limit = random.nextBoolean() ? "" : ", " + (random.nextInt(4) - 1);
    return switch (random.nextInt(5)) {
      case 0 -> "$contains(%s, %s)".formatted(text, pattern);
      case 1 -> "$match(%s, %s%s)".formatted(text, pattern, limit);
      case 2 -> "$split(%s, %s%s)".formatted(text, pattern, limit);
      case 3 -> "$replace(%s, %s, %s%s)".formatted(text, pattern, one(REPLACEMENTS, random), limit);
      default -> "$pad(%s, %d, '%s')".formatted(text, random.nextInt(40) - 20, one(TEXTS, random));
    };
  }

  private static String one(List<String> among, Random random) {
    return among.get(random.nextInt(among.size()));
  }

  private static String byLibrary(String expression) {
    try {
      Object result = Jsonata.jsonata("{'r': %s}".formatted(expression)).evaluate(Map.of());
      return JsonValues.node(Objects.requireNonNull(result)).toString();
    } catch (RuntimeException | UpcastException fault) {
      return "fails";
    }
  }

  private static String byRule(String expression) {
    ObjectNode rule = JsonNodeFactory.instance.objectNode();
    rule.put("type", "a").put("from", 1).put("data", "{'r': %s}".formatted(expression));
    List<String> shown =
        new ArrayList<>(
            Stored.shown(Stored.chain("[" + rule + "]").upcast(Stored.event("a", 1, "{}"))));
    String result = shown.get(0).replace("4711 a@2 ", "");
    return result.startsWith("fails") ? "fails" : result;
  }
}
