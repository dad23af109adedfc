package dev.annals.connector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.reduce.SnapshotRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReduceConfigTest {
  private static final String RULES =
      "[{\"entityType\": \"order\", \"reducer\": \"json-merge-patch\", \"every\": 7}]";

  private final Path directory;

  ReduceConfigTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static void define(ConfigDef definitions) {
    ReduceConfig.define(definitions, "it is looked at.");
  }

  private static Validated validated(Map<String, String> properties) {
    return Validated.of(ReduceConfigTest::define, ReduceConfig::validate, properties);
  }

  private static List<SnapshotRule> parsed(Map<String, String> properties) {
    return ReduceConfig.parse(Validated.parsed(ReduceConfigTest::define, properties));
  }

  @Test
  void nothing_is_reduced_unless_rules_are_set() {
    assertThat(parsed(Map.of())).isEmpty();
    assertThat(parsed(Map.of("reduce.rules", "", "reduce.rules.file", ""))).isEmpty();
    assertThat(validated(Map.of()).errors()).isEmpty();
  }

  @Test
  void rules_come_inline_or_from_a_file() throws IOException {
    String file = Files.writeString(directory.resolve("rules.json"), RULES).toString();
    for (Map<String, String> properties :
        List.of(Map.of("reduce.rules", RULES), Map.of("reduce.rules.file", file))) {
      assertThat(validated(properties).errors()).isEmpty();
      assertThat(parsed(properties)).singleElement().extracting(SnapshotRule::every).isEqualTo(7);
    }
  }

  @Test
  void rules_in_two_places_are_refused() {
    Map<String, String> both = Map.of("reduce.rules", RULES, "reduce.rules.file", "rules.json");

    assertThat(validated(both).errors("reduce.rules.file"))
        .containsExactly("is set beside reduce.rules: keep one of them");
    assertThatThrownBy(() -> parsed(both)).isInstanceOf(ConfigException.class);
  }

  @Test
  void a_bad_rule_is_told_where_it_was_set() throws IOException {
    String unknown = RULES.replace("json-merge-patch", "balance");
    String message =
        "rule 1 names a reducer balance, which is not there; there are json-merge-patch";
    String file = Files.writeString(directory.resolve("rules.json"), unknown).toString();

    assertThat(validated(Map.of("reduce.rules", unknown)).errors("reduce.rules"))
        .singleElement()
        .asString()
        .startsWith("reduce.rules: " + message);
    assertThat(validated(Map.of("reduce.rules.file", file)).errors("reduce.rules.file"))
        .singleElement()
        .asString()
        .startsWith(message);
    assertThatThrownBy(() -> parsed(Map.of("reduce.rules.file", file)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("reduce.rules.file: " + message);
  }

  @Test
  void a_file_that_is_not_there_is_told() {
    assertThat(
            validated(Map.of("reduce.rules.file", directory + "/none.json"))
                .errors("reduce.rules.file"))
        .singleElement()
        .asString()
        .endsWith("on this worker: it must be on every worker");
  }
}
