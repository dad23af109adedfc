package dev.annals.connector.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may post a connector may name any file of the worker as rules. Of what is in it, nothing is
 * in the errors that REST shows, but the name of a field where it holds an array of objects.
 */
class ForeignFilesTest {
  private static final String SECRET = "s3cr3t";

  private final Path directory;

  ForeignFilesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static List<String> errors(String file) {
    Validated upcasting =
        Validated.of(
            UpcastConfig::define, UpcastConfig::validate, Map.of("upcast.rules.file", file));
    Validated reducing =
        Validated.of(
            definitions -> ReduceConfig.define(definitions, "."),
            ReduceConfig::validate,
            Map.of("reduce.rules.file", file));
    assertThat(upcasting.errors("upcast.rules.file")).as(file).hasSize(1);
    assertThat(reducing.errors("reduce.rules.file")).as(file).hasSize(1);
    return List.of(upcasting.errors().get(0), reducing.errors().get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SECRET,
        "root:" + SECRET + ":0:0::/root:/bin/sh\n",
        "password=" + SECRET + "\n",
        "{\"password\": \"" + SECRET + "\"}",
        "[{\"password\": \"" + SECRET + "\"}]",
        "[\"" + SECRET + "\"]",
        "{\"" + SECRET + "\": 1, \"" + SECRET + "\": 2}",
        "[{\"type\": {\"x\": \"" + SECRET + "\"}, \"entityType\": [\"" + SECRET + "\"]}]",
        "[{\"type\": \"a\", \"from\": \"" + SECRET + "\"}]",
        "\"" + SECRET,
        "\u0000" + SECRET,
      })
  void of_a_file_that_holds_no_rules_nothing_is_told(String content) throws IOException {
    Path file = Files.write(directory.resolve("foreign"), content.getBytes(UTF_8));

    assertThat(errors(file.toString()))
        .allSatisfy(error -> assertThat(error).contains(" ").doesNotContain(SECRET));
  }

  /** What does not end, what is no file, and what says that it is empty and is not. */
  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/dev/stdin", "/", "/proc/self/environ", "/proc/self/mem"})
  void what_is_no_file_like_others_is_refused(String file) {
    assertThat(errors(file))
        .allSatisfy(error -> assertThat(error).doesNotContain("=", "PATH", "HOME"));
  }
}
