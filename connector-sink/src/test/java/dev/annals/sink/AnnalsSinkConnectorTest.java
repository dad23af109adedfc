package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.annals.model.OnConflict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnnalsSinkConnectorTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is posted to a worker. */
  record Posted(String name, Map<String, String> config) {}

  private final AnnalsSinkConnector connector = new AnnalsSinkConnector();

  /** The examples of this connector. */
  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "config-examples"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("annals-sink")).toList();
    }
  }

  @Test
  void is_found_as_a_plugin_and_has_a_version() {
    assertThat(ServiceLoader.load(SinkConnector.class))
        .anySatisfy(
            plugin -> {
              assertThat(plugin).isInstanceOf(AnnalsSinkConnector.class);
              assertThat(plugin.version()).matches("\\d+\\.\\d+\\.\\d+.*");
            });
    assertThat(new AnnalsSinkTask().version()).isEqualTo(connector.version());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void takes_each_example(Path example) throws IOException {
    Map<String, String> properties = properties(example);

    assertThat(errors(connector.validate(properties))).isEmpty();
    SinkSettings settings = new SinkConfig(properties).settings();
    assertThat(settings.deadLetterQueue()).isTrue();
    boolean facts = "accept".equals(properties.get("on.conflict"));
    assertThat(settings.mapping().onConflict("any"))
        .isEqualTo(facts ? OnConflict.ACCEPT : OnConflict.REJECT);
    assertThat(properties)
        .containsEntry("consumer.override.isolation.level", "read_committed")
        .containsEntry("consumer.override.auto.offset.reset", "earliest");
  }

  @Test
  void rules_of_snapshots_are_read_and_wrong_ones_are_told_in_the_form() throws IOException {
    Map<String, String> properties =
        properties(Path.of("..", "config-examples", "annals-sink-snapshots.json"));
    assertThat(new SinkConfig(properties).settings().snapshots().rules())
        .extracting(rule -> rule.entityType() + " " + rule.reducer().name() + " " + rule.every())
        .containsExactly("customer json-merge-patch 50", "account balance 100");

    properties.put("reduce.rules", "[{\"entityType\": \"order\", \"reducer\": \"blance\"}]");
    properties.put("upcast.rules", "[{\"type\": \"a\", \"from\": 1, \"data\": \"1 +\"}]");
    Map<String, List<String>> errors = errors(connector.validate(properties));

    assertThat(errors).containsOnlyKeys("reduce.rules", "upcast.rules");
    assertThat(errors.get("reduce.rules"))
        .singleElement()
        .asString()
        .contains("rule 1 names a reducer blance, which is not there; there are json-merge-patch");
    assertThat(errors.get("upcast.rules"))
        .singleElement()
        .asString()
        .contains("rule 1 (a from 1) has an expression in data that does not compile");
  }

  @Test
  void says_what_is_missing_in_a_form_without_anything() {
    Map<String, List<String>> errors = errors(connector.validate(Map.of()));

    assertThat(errors).containsKeys("cassandra.contact.points", "header.converter");
  }

  @Test
  void survives_any_half_filled_form() throws IOException {
    Map<String, String> complete = properties(examples().get(0));
    for (String key : complete.keySet()) {
      Map<String, String> without = new HashMap<>(complete);
      without.remove(key);
      connector.validate(without);
      without.put(key, "");
      connector.validate(without);
      without.put(key, "?!");
      connector.validate(without);
    }
  }

  @Test
  void wants_tolerance_where_there_is_a_dead_letter_queue() throws IOException {
    Map<String, String> properties = properties(examples().get(0));
    properties.remove("errors.tolerance");

    assertThat(errors(connector.validate(properties))).containsOnlyKeys("errors.tolerance");
  }

  @Test
  void wants_the_topic_in_the_names_of_several_sources() throws IOException {
    Map<String, String> properties = properties(examples().get(0));
    properties.put("topics", "orders,others");
    assertThat(errors(connector.validate(properties))).isEmpty();

    properties.put("source.name", "all");

    assertThat(errors(connector.validate(properties))).containsOnlyKeys("source.name");
  }

  @Test
  void tells_tasks_their_number() throws IOException {
    connector.start(properties(examples().get(0)));

    List<Map<String, String>> tasks = connector.taskConfigs(3);

    assertThat(tasks).hasSize(3);
    assertThat(new SinkConfig(tasks.get(2)).task()).isEqualTo(2);
    assertThat(connector.taskClass()).isEqualTo(AnnalsSinkTask.class);
  }

  @Test
  void lets_group_offsets_be_altered() {
    assertThat(connector.alterOffsets(Map.of(), Map.of(new TopicPartition("orders", 0), 7L)))
        .isTrue();
  }

  @Test
  void describes_every_setting_for_forms() {
    assertThat(connector.config().configKeys().values())
        .allSatisfy(
            key -> {
              assertThat(key.group).isNotEmpty();
              assertThat(key.displayName).isNotEmpty();
              assertThat(key.documentation).endsWith(".");
            });
  }

  private static Map<String, String> properties(Path example) throws IOException {
    Posted posted = JSON.readValue(example.toFile(), Posted.class);
    Map<String, String> properties = new HashMap<>(posted.config());
    properties.put("name", posted.name());
    return properties;
  }

  private static Map<String, List<String>> errors(Config config) {
    Map<String, List<String>> errors = new HashMap<>();
    for (ConfigValue value : config.configValues()) {
      if (!value.errorMessages().isEmpty()) {
        errors.put(value.name(), value.errorMessages());
      }
    }
    return errors;
  }
}
