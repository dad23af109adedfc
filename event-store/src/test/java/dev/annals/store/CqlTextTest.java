package dev.annals.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever stands in a record, it is bound: nothing becomes a part of the text of a statement. This
 * looks at the source, since at run time a text does not tell where its parts came from.
 */
class CqlTextTest {
  private static final Path SOURCES = Path.of("src", "main", "java");

  /** A constant whose text is CQL, up to its semicolon. */
  private static final Pattern CONSTANT =
      Pattern.compile(
          "static final String (\\w+) =\\s*((?:\"\"\"(?s:.*?)\"\"\"|\"[^\"]*\"|[^;\"])*);");

  private static final Pattern LITERAL = Pattern.compile("\"\"\"(?s:.*?)\"\"\"|\"[^\"]*\"");
  private static final Pattern VERB =
      Pattern.compile("\\b(SELECT|INSERT INTO|UPDATE|DELETE|CREATE|ALTER|DROP|TRUNCATE)\\b");

  /**
   * Other constants, and what puts them together; ranges of a snapshot's columns are literals, too.
   */
  private static final Pattern CONSTANTS_ONLY =
      Pattern.compile(
          "(?:\\s|[+.(),]|formatted|range|[A-Z][A-Za-z]*\\.[A-Z_]+|\\b[A-Z][A-Z_]*\\b)*");

  private static final Pattern GIVEN_TO_THE_DRIVER =
      Pattern.compile("(?:\\bcql\\.prepare|SimpleStatement\\.newInstance)\\(\\s*([^,)]*)");

  @Test
  void every_text_is_a_constant_of_constants() throws IOException {
    List<String> texts = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Path file : files()) {
      Matcher constant = CONSTANT.matcher(Files.readString(file));
      while (constant.find()) {
        if (VERB.matcher(constant.group(2)).find()) {
          texts.add(file.getFileName() + " " + constant.group(1));
          String rest = LITERAL.matcher(constant.group(2)).replaceAll("");
          if (!CONSTANTS_ONLY.matcher(rest).matches()) {
            others.add(file.getFileName() + " " + constant.group(1) + ": " + rest.strip());
          }
        }
      }
    }

    assertThat(texts).hasSizeGreaterThan(25).contains("AppendBatch.java FIRST");
    assertThat(others).isEmpty();
  }

  /** The two others: a table's definition from a file in the jar, and {@link #updates}. */
  @Test
  void the_driver_is_given_constants() throws IOException {
    List<String> given = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Path file : files()) {
      String source = Files.readString(file);
      Matcher text = GIVEN_TO_THE_DRIVER.matcher(source);
      while (text.find()) {
        given.add(text.group(1));
        if (!text.group(1).matches("[A-Z][A-Z_]*")) {
          others.add(file.getFileName() + " " + text.group(1));
        }
      }
      if (source.contains("cql::prepare")) {
        others.add(file.getFileName() + " cql::prepare");
      }
    }

    assertThat(given).hasSizeGreaterThan(25);
    assertThat(others)
        .containsExactlyInAnyOrder("StoreSchema.java statement", "UpdateStatics.java cql::prepare");
  }

  /** Its text is put together of literals and the numbers of places; names are bound. */
  @Test
  void updates() throws IOException {
    Path file = SOURCES.resolve("dev/annals/store/stream/UpdateStatics.java");
    String source = Files.readString(file);
    int from = source.indexOf("static String text(");
    String method = source.substring(from, source.indexOf("private static BoundStatement bound("));

    Matcher formatted = Pattern.compile("\\.formatted\\((.*)\\)").matcher(method);
    List<String> parts = new ArrayList<>();
    while (formatted.find()) {
      parts.add(formatted.group(1));
    }
    assertThat(parts)
        .containsExactly(
            "i, i)", "i, i)", "String.join(\", \", set), String.join(\" AND \", condition)");
    assertThat(method).doesNotContain("\" +", "+ \"", "concat", "append(");
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
