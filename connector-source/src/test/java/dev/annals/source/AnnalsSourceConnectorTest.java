package dev.annals.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.annals.connector.record.Shapes;
import dev.annals.source.scan.ScanOffset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceConnectorContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnalsSourceConnectorTest {
  private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

  private final AnnalsSourceConnector connector = new AnnalsSourceConnector();

  private static Map<String, String> settings(String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("name", "published");
    settings.put("connector.class", AnnalsSourceConnector.class.getName());
    settings.put("cassandra.contact.points", "127.0.0.1:9042");
    settings.put("cassandra.local.datacenter", "datacenter1");
    settings.put("cassandra.keyspace", "annals");
    settings.put("key.converter", BYTES);
    settings.put("value.converter", BYTES);
    settings.put("header.converter", BYTES);
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  private List<String> errors(Map<String, String> settings) {
    List<String> errors = new ArrayList<>();
    for (ConfigValue value : connector.validate(settings).configValues()) {
      value.errorMessages().forEach(message -> errors.add(value.name() + ": " + message));
    }
    return errors;
  }

  @Test
  void it_is_found_by_the_service_loader_and_knows_its_version() {
    assertThat(ServiceLoader.load(SourceConnector.class))
        .hasAtLeastOneElementOfType(AnnalsSourceConnector.class);
    assertThat(connector.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(new AnnalsSourceTask().version()).isEqualTo(connector.version());
  }

  @Test
  void it_publishes_exactly_once_where_the_worker_does() {
    assertThat(connector.exactlyOnceSupport(settings())).isEqualTo(ExactlyOnceSupport.SUPPORTED);
  }

  @Test
  void tasks_share_the_shards_and_are_no_more_than_there_are() {
    connector.start(settings("log.shards", "5"));
    assertThat(connector.taskConfigs(9)).hasSize(5);
    Set<Integer> owned = new TreeSet<>();
    for (Map<String, String> task : connector.taskConfigs(2)) {
      Set<Integer> shards = new SourceConfig(task).settings(Shapes.AS_STORED).tail(5).shards();
      assertThat(shards).isNotEmpty().noneMatch(owned::contains);
      owned.addAll(shards);
    }
    assertThat(owned).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void a_complete_configuration_has_no_errors() {
    assertThat(errors(settings())).isEmpty();
    assertThat(errors(settings("topic.rejected", "", "topic.exceptions", ""))).isEmpty();
  }

  @Test
  void a_form_that_is_hardly_filled_in_gets_errors_and_no_exception() {
    assertThat(errors(Map.of())).anyMatch(error -> error.startsWith("cassandra.keyspace: "));
    assertThat(errors(Map.of("topic.accepted", "", "poll.interval.ms", "soon", "start", "then")))
        .anyMatch(error -> error.startsWith("topic.accepted: "))
        .anyMatch(error -> error.startsWith("poll.interval.ms: "))
        .anyMatch(error -> error.startsWith("start: "));
  }

  @Test
  void rules_that_make_no_chain_are_told_and_stop_a_task_that_nobody_asked_about_them() {
    Map<String, String> circle =
        settings(
            "upcast.rules",
            """
            [{"type": "a", "from": 1, "rename": "b", "to": 1},
             {"type": "b", "from": 1, "rename": "a", "to": 1}]
            """);
    assertThat(errors(circle))
        .singleElement()
        .asString()
        .startsWith("upcast.rules: rule 1 (a from 1) leads in a circle: a@1 -> b@1 -> a@1");
    assertThatThrownBy(() -> new SourceConfig(circle).upcasting())
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("upcast.rules: rule 1 (a from 1) leads in a circle");
  }

  @Test
  void what_does_not_go_together_is_told() {
    assertThat(errors(settings("topic.rejected", "${topic}.accepted")))
        .singleElement()
        .asString()
        .startsWith("topic.rejected: is the same as topic.accepted");
    assertThat(errors(settings("topic.accepted", "e", "topic.exceptions", "e"))).hasSize(1);
    assertThat(errors(settings("topic.accepted", "${stream}"))).hasSize(1);
    assertThat(errors(settings("topic.accepted", "${topic}")))
        .singleElement()
        .asString()
        .contains("would go back to the topic they came from");
    assertThat(errors(settings("header.converter", "org.apache.kafka.connect.json.JsonConverter")))
        .singleElement()
        .asString()
        .startsWith("header.converter: ");
    assertThat(errors(settings("value.converter", "org.apache.kafka.connect.json.JsonConverter")))
        .isEmpty();
  }

  @Test
  void the_tasks_of_a_replay_are_as_many_as_its_ranges_and_share_a_run() {
    StoredByConnect stored = new StoredByConnect();
    connector.initialize(
        new SourceConnectorContext() {
          @Override
          public OffsetStorageReader offsetStorageReader() {
            return stored;
          }

          @Override
          public void requestTaskReconfiguration() {}

          @Override
          public void raiseError(Exception fault) {}

          @Override
          public PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException();
          }
        });
    connector.start(settings("log.shards", "5", "mode", "replay"));
    List<Map<String, String>> tasks = connector.taskConfigs(99);
    String run = tasks.get(0).getOrDefault("replay.run", "");
    assertThat(run).isNotEmpty();
    assertThat(tasks).hasSize(64).allMatch(task -> run.equals(task.get("replay.run")));
    assertThat(connector.taskConfigs(2)).allMatch(task -> run.equals(task.get("replay.run")));
    connector.start(settings("log.shards", "5", "mode", "bootstrap"));
    assertThat(connector.taskConfigs(99))
        .hasSize(5)
        .noneMatch(task -> run.equals(task.get("replay.run")));
    stored.put(
        ReplayOffsets.partition("published", 63), ReplayOffsets.offset("stored", ScanOffset.at(1)));
    assertThat(connector.taskConfigs(1).get(0)).containsEntry("replay.run", "stored");
  }

  @Test
  void bounds_that_make_no_sense_are_told() {
    assertThat(errors(settings("mode", "replay", "replay.entity.ids", "1")))
        .singleElement()
        .asString()
        .startsWith("replay.entity.ids: entity ids need the entity types");
    assertThat(
            errors(
                settings("mode", "replay", "replay.version.from", "3", "replay.version.to", "2")))
        .singleElement()
        .asString()
        .contains("no version lies between 3 and 2");
    assertThat(errors(settings("mode", "replay", "replay.recorded.from", "2026-11-23")))
        .singleElement()
        .asString()
        .contains("is no time such as 2026-11-23T00:00:00Z");
    assertThat(
            errors(
                settings(
                    "mode", "replay",
                    "replay.recorded.from", "2026-11-23T00:00:00Z",
                    "replay.recorded.to", "2026-11-23T00:00:00Z")))
        .singleElement()
        .asString()
        .contains("no time lies between");
    assertThat(errors(settings("mode", "bootstrap", "replay.event.types", "a")))
        .singleElement()
        .asString()
        .startsWith("mode: a bootstrap publishes everything");
    assertThat(errors(settings("replay.event.types", "a")))
        .as("the mode forgotten")
        .singleElement()
        .asString()
        .startsWith("mode: a tail publishes everything");
    Map<String, String> form = settings("mode", "bootstrap");
    form.put("replay.event.types", null);
    assertThat(errors(form)).isEmpty();
    assertThat(errors(settings("mode", "replay", "replay.control.topic", "${topic}"))).hasSize(1);
    assertThat(errors(settings("mode", "replay", "replay.topic", "${topic}"))).hasSize(1);
  }

  @Test
  void offsets_of_replays_and_repairs_may_be_altered_as_well() {
    Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
    offsets.put(
        ReplayOffsets.partition("published", 3), ReplayOffsets.offset("run", ScanOffset.at(1)));
    offsets.put(ReplayOffsets.partition("published"), ReplayOffsets.finished("run", "now", 1, 1));
    offsets.put(RepairOffsets.partition(1), null);
    assertThat(connector.alterOffsets(settings(), offsets)).isTrue();
    assertThatThrownBy(
            () ->
                connector.alterOffsets(
                    settings(), Map.of(RepairOffsets.partition(1), Map.of("gaps", "1"))))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("an offset of a repair is");
    assertThatThrownBy(
            () ->
                connector.alterOffsets(settings(), Map.of(ReplayOffsets.partition("x"), Map.of())))
        .hasMessageContaining("is not of the replay of this connector, published");
  }

  @Test
  void offsets_that_a_task_can_start_from_may_be_altered_and_all_may_be_reset() {
    Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
    offsets.put(partition(0), Map.of("position", 12));
    offsets.put(partition(1), null);
    assertThat(connector.alterOffsets(settings(), offsets)).isTrue();
    assertThatThrownBy(
            () -> connector.alterOffsets(settings(), Map.of(partition(0), Map.of("pos", 1))))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("field 'pos'");
  }

  private static Map<String, Object> partition(int shard) {
    Map<String, Object> partition = new LinkedHashMap<>();
    partition.put("shard", shard);
    partition.put("source", "orders-0@1");
    return partition;
  }

  @Test
  void settings_have_all_that_a_form_shows() {
    for (var setting : SourceConfig.DEFINITIONS.configKeys().values()) {
      assertThat(setting.group).as(setting.name).isNotEmpty();
      assertThat(setting.documentation).as(setting.name).hasSizeGreaterThan(40);
      assertThat(setting.displayName).as(setting.name).isNotEqualTo(setting.name);
      assertThat(setting.type == ConfigDef.Type.PASSWORD && !setting.hasDefault())
          .as("a required password breaks forms: " + setting.name)
          .isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "annals-source.json",
        "annals-source-by-entity-type.json",
        "annals-replay.json",
        "annals-bootstrap.json"
      })
  void the_examples_have_no_errors(String file) throws IOException {
    JsonNode example =
        new ObjectMapper().readTree(Files.readString(Path.of("..", "config-examples", file)));
    Map<String, String> config = new HashMap<>();
    example.get("config").properties().forEach(e -> config.put(e.getKey(), e.getValue().asText()));
    assertThat(errors(config)).isEmpty();
    // Above the 1 MiB that a stored event may have, by more than the headers Annals adds.
    assertThat(config)
        .containsEntry("producer.override.max.request.size", "4194304")
        .containsEntry("topic.creation.default.max.message.bytes", "4194304");
    assertThat(example.get("name").asText() + ".json").isEqualTo(file);
  }
}
