package dev.annals.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example that event-store/README.md shows is the code that a test runs. */
class WorkedExampleTest {
  private static final Path CODE =
      Path.of("whole-tests", "src", "test", "java", "dev", "annals", "whole", "Shipping.java");

  @Test
  void the_readme_shows_the_code_that_is_run() throws IOException {
    String code = between(CODE, "\n// ----\n", "// ----\n");
    String shown =
        between(
            Path.of("event-store", "README.md"),
            "<!-- Shipping.java, which WorkedExampleIT runs -->\n```java\n",
            "```\n");

    assertThat(code).contains("final class Shipping");
    assertThat(shown).isEqualTo(code);
  }

  private static String between(Path file, String begin, String end) throws IOException {
    String text = Files.readString(Archive.root().resolve(file));
    assertThat(text).as(file + " has " + begin).contains(begin);
    return text.split(begin, 2)[1].split(end, 2)[0];
  }
}
