package dev.annals.upcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of docs/upcasting.md does what it says. */
class DocumentedExamplesTest {
  private static final Path PAGE = Path.of("..", "docs", "upcasting.md");

  /** A row of the table. */
  record Example(String what, String rules, String stored, String published) {
    static Example of(String row) {
      String[] cells = row.split("\\|");
      return new Example(
          cells[1].strip(), code(cells[2]).get(0), code(cells[3]).get(0), cells[4].strip());
    }

    List<String> expected() {
      return switch (published) {
        case "as stored" -> List.of("as stored");
        case "nothing" -> List.of();
        default -> published.startsWith("fails: ") ? List.of(published) : code(published);
      };
    }

    @Override
    public String toString() {
      return what;
    }
  }

  /** What stands between backticks. */
  private static List<String> code(String cell) {
    List<String> code = new ArrayList<>();
    String[] parts = cell.split("`");
    for (int i = 1; i < parts.length; i += 2) {
      code.add(parts[i]);
    }
    return code;
  }

  static Stream<Example> examples() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .dropWhile(line -> !line.startsWith("| What | Rules |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(Example::of);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void each_example_does_what_it_says(Example example) {
    String[] stored = example.stored().split(" ", 2);
    String[] shape = stored[0].split("@", 2);

    assertThat(
            Stored.shown(
                Stored.chain("[" + example.rules() + "]")
                    .upcast(Stored.event(shape[0], Integer.parseInt(shape[1]), stored[1]))))
        .isEqualTo(example.expected());
  }

  @Test
  void the_first_block_of_rules_is_a_chain() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf("```json") + "```json".length();

    assertThat(Stored.chain(page.substring(from, page.indexOf("```", from))).isEmpty()).isFalse();
  }
}
