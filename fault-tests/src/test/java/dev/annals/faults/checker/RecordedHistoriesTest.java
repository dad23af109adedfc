package dev.annals.faults.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.faults.history.History;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Histories that were written down, good and bad: each a file of JSON lines that says in its first
 * line what happened. The name of a bad one begins with the invariants that it breaks (an event
 * that stands twice has no explanation either), and it breaks no other, so that what is found is
 * found for the right reason.
 */
class RecordedHistoriesTest {
  static Stream<String> good() {
    return names("good");
  }

  static Stream<String> bad() {
    return names("bad");
  }

  @ParameterizedTest
  @MethodSource("good")
  void a_good_history_has_no_violation(String name) throws IOException {
    History history = History.read(directory("good").resolve(name));

    assertThat(Checker.check(history).violations()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void a_bad_history_violates_the_invariants_of_its_name_and_no_other(String name)
      throws IOException {
    History history = History.read(directory("bad").resolve(name));

    assertThat(Checker.check(history).violations())
        .isNotEmpty()
        .extracting(Violation::invariant)
        .containsOnly(brokenBy(name));
  }

  private static Invariant[] brokenBy(String name) {
    return Stream.of(name.split("-")[0].split("\\+"))
        .map(invariant -> Invariant.valueOf(invariant.toUpperCase(Locale.ROOT)))
        .toArray(Invariant[]::new);
  }

  private static Stream<String> names(String directory) {
    try (Stream<Path> files = Files.list(directory(directory))) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      return names.stream();
    } catch (IOException fault) {
      throw new IllegalStateException(fault);
    }
  }

  private static Path directory(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(
                  RecordedHistoriesTest.class.getResource("/histories/" + name), name)
              .toURI());
    } catch (URISyntaxException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
