package dev.annals.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md names the test that proves what happens in each failure: there it is. */
class FailureTableTest {
  private static final Pattern PROOF =
      Pattern.compile("`([A-Z][A-Za-z]+(?:Test|IT|Contract))\\.([a-z0-9_]+)`");

  @Test
  void every_line_of_the_table_names_a_test() throws IOException {
    String table = architecture().split("## What happens when …\n", 2)[1].split("\n## ", 2)[0];

    assertThat(table.lines().filter(line -> line.startsWith("| **")))
        .isNotEmpty()
        .allMatch(line -> PROOF.matcher(line).find());
  }

  @Test
  void every_test_that_is_named_is_there() throws IOException {
    assertThat(missing(architecture())).as("tests that ARCHITECTURE.md names").isEmpty();
  }

  @Test
  void every_test_that_the_page_on_security_names_is_there() throws IOException {
    assertThat(missing(Files.readString(Archive.root().resolve("docs/security.md"))))
        .as("tests that docs/security.md names")
        .isEmpty();
  }

  private static Set<String> missing(String page) throws IOException {
    Map<String, String> tests = tests();
    Set<String> missing = new TreeSet<>();
    Matcher proof = PROOF.matcher(page);
    while (proof.find()) {
      String source = tests.getOrDefault(proof.group(1), "");
      if (!source.contains("void " + proof.group(2) + "(")) {
        missing.add(proof.group(1) + "." + proof.group(2));
      }
    }
    return missing;
  }

  private static String architecture() throws IOException {
    return Files.readString(Archive.root().resolve("ARCHITECTURE.md"));
  }

  /** The source of every class of tests in the project, by its simple name. */
  private static Map<String, String> tests() throws IOException {
    Map<String, String> tests = new HashMap<>();
    try (Stream<Path> files =
        Files.find(
            Archive.root(),
            20,
            (path, attributes) -> path.toString().matches(".*(Test|IT|Contract)\\.java"))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replaceFirst("\\.java$", "");
        tests.put(name, Files.readString(file));
      }
    }
    return tests;
  }
}
