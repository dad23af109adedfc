package dev.annals.reduce;

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

/** Every example of docs/snapshots.md does what it says. */
class DocumentedReducersTest {
  private static final Path PAGE = Path.of("..", "docs", "snapshots.md");

  /** A row of the table. */
  record Example(String what, String reducer, List<String> events, String state) {
    static Example of(String row) {
      String[] cells = row.split("\\|");
      return new Example(
          cells[1].strip(), code(cells[2]).get(0), code(cells[3]), code(cells[4]).get(0));
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
        .dropWhile(line -> !line.startsWith("| What | Reducer |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(Example::of);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void each_example_does_what_it_says(Example example) throws Exception {
    String rule = "[{\"entityType\": \"order\", \"reducer\": %s}]".formatted(example.reducer());
    Fold fold = new Fold(rules(rule).get(0).reducer(), dev.annals.upcast.UpcastChain.EMPTY);
    State state = fold.start(Events.ORDER);
    for (String event : example.events()) {
      String[] typeAndData = event.split(" ", 2);
      state = fold.next(state, Events.event(state.version() + 1, typeAndData[0], typeAndData[1]));
    }

    assertThat(state.document()).hasToString(example.state());
  }

  @Test
  void the_first_block_of_rules_can_be_read() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf("```json") + "```json".length();

    assertThat(rules(page.substring(from, page.indexOf("```", from))))
        .extracting(SnapshotRule::entityType)
        .containsExactly("customer", "account");
  }

  private static List<SnapshotRule> rules(String json) {
    return SnapshotRules.parse(json, Reducers.of(List.of()));
  }
}
