package dev.annals.testkit.spec;

import static dev.annals.testkit.spec.Sample.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.reduce.MergePatch;
import dev.annals.reduce.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the README: what a test of an application looks like. */
class OrderSpecTest {
  // The README shows it from here …
  private static final String RULES =
      """
      [{"type": "order.placed", "from": 1, "data": "{'state': 'placed', 'total': amount}"}]
      """;

  private final ReducerSpec order = ReducerSpec.of(new MergePatch()).upcastBy(RULES);

  /** Ships what is placed, and nothing else. */
  private static List<Sample> ship(State order) {
    if (!order.document().path("state").asText().equals("placed")) {
      throw new IllegalStateException("only what is placed can be shipped");
    }
    return List.of(event("order.shipped", "{\"state\": \"shipped\"}"));
  }

  @Test
  void an_order_of_last_year_is_read_in_the_shape_of_today() {
    UpcastSpec.ofRules(RULES)
        .given(event("order.placed", 1, "{\"amount\": 5}"))
        .then(event("order.placed", 2, "{\"state\": \"placed\", \"total\": 5}"));
  }

  @Test
  void an_order_is_what_happened_to_it() {
    order
        .given(event("order.placed", 1, "{\"amount\": 5}"))
        .when(event("order.shipped", "{\"state\": \"shipped\"}"))
        .then("{\"state\": \"shipped\", \"total\": 5}");
  }

  @Test
  void an_order_is_shipped_once() {
    order
        .given(event("order.placed", 1, "{\"amount\": 5}"))
        .when(OrderSpecTest::ship)
        .thenHappens(event("order.shipped", "{\"state\": \"shipped\"}"));
    order
        .given(event("order.shipped", "{\"state\": \"shipped\"}"))
        .when(OrderSpecTest::ship)
        .thenRefuses(IllegalStateException.class);
  }

  // … to here.

  @Test
  void the_readme_shows_this_very_code() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/dev/annals/testkit/spec/OrderSpecTest.java"));
    int from = source.indexOf('\n', source.indexOf("// The README shows it from here")) + 1;
    int to = source.indexOf("  // … to here.");

    assertThat(from).isPositive().isLessThan(to);
    assertThat(Files.readString(Path.of("README.md"))).contains(unindented(source, from, to));
  }

  private static String unindented(String source, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (String line : source.substring(from, to).stripTrailing().split("\n")) {
      text.append(line.startsWith("  ") ? line.substring(2) : line).append('\n');
    }
    return text.toString();
  }
}
