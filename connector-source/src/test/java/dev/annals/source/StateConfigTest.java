package dev.annals.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.connector.record.Shapes;
import dev.annals.source.state.StateWhen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateConfigTest {
  private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
  private static final String RULES =
      "[{\"entityType\":\"order\",\"reducer\":\"json-merge-patch\",\"every\":7}]";

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

  private static List<String> errors(Map<String, String> settings) {
    List<String> errors = new ArrayList<>();
    for (ConfigValue value : new AnnalsSourceConnector().validate(settings).configValues()) {
      value.errorMessages().forEach(message -> errors.add(value.name() + ": " + message));
    }
    return errors;
  }

  private static void assertRefused(Map<String, String> settings, String sentence) {
    assertThat(errors(settings)).singleElement().asString().startsWith(sentence);
    assertThatThrownBy(() -> new SourceConfig(settings).settings(Shapes.AS_STORED))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(sentence.replaceFirst(": ", " "));
  }

  @Test
  void no_states_are_published_unless_it_is_said() {
    assertThat(new SourceConfig(settings()).settings(Shapes.AS_STORED).states())
        .isEqualTo(StateSettings.NONE);
  }

  @Test
  void a_topic_and_rules_go_together() {
    Map<String, String> both =
        settings(
            "topic.state", "${entityType}.state", "reduce.rules", RULES, "state.when", "snapshots");
    assertThat(errors(both)).isEmpty();
    StateSettings states = new SourceConfig(both).settings(Shapes.AS_STORED).states();
    assertThat(states.when()).isEqualTo(StateWhen.SNAPSHOTS);
    assertThat(states.rules()).containsOnlyKeys("order");
    assertThat(states.rules().values()).allMatch(rule -> rule.every() == 7);

    assertRefused(
        settings("topic.state", "${entityType}.state"), "topic.state: needs reduce.rules");
    assertRefused(settings("reduce.rules", RULES), "topic.state: is needed with reduce.rules");
  }

  @Test
  void rules_may_be_in_a_file(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("rules.json"), RULES);
    Map<String, String> settings =
        settings("topic.state", "${entityType}.state", "reduce.rules.file", file.toString());
    assertThat(errors(settings)).isEmpty();
    assertThat(new SourceConfig(settings).settings(Shapes.AS_STORED).states().rules())
        .containsOnlyKeys("order");

    Map<String, String> missing =
        settings("topic.state", "${entityType}.state", "reduce.rules.file", file + ".gone");
    assertThat(errors(missing))
        .singleElement()
        .asString()
        .startsWith("reduce.rules.file: there is no file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"states", "${topic}.${entityType}.state", "${entityType} state"})
  void a_topic_in_which_keys_could_meet_or_part_is_refused(String topic) {
    assertThat(errors(settings("topic.state", topic, "reduce.rules", RULES)))
        .singleElement()
        .asString()
        .startsWith("topic.state: topic.state: '" + topic + "' has ");
  }

  @Test
  void a_replay_would_publish_old_states_after_new_ones() {
    assertRefused(
        settings("topic.state", "${entityType}.state", "reduce.rules", RULES, "mode", "replay"),
        "topic.state: does not go with mode=replay");
    assertThat(
            errors(
                settings(
                    "topic.state",
                    "${entityType}.state",
                    "reduce.rules",
                    RULES,
                    "mode",
                    "bootstrap")))
        .isEmpty();
  }

  @Test
  void an_entity_type_has_one_rule() {
    String two =
        """
        [{"entityType":"order","reducer":"json-merge-patch"},
         {"entityType":"order","reducer":{"name":"count","jsonata":"$state + 1","initial":0}}]
        """;
    assertRefused(
        settings("topic.state", "${entityType}.state", "reduce.rules", two),
        "reduce.rules: has two rules for entity type order");
  }

  @Test
  void two_entity_types_do_not_share_a_topic() {
    String two =
        """
        [{"entityType":"a/b","reducer":"json-merge-patch"},
         {"entityType":"a_b","reducer":"json-merge-patch"}]
        """;
    assertRefused(
        settings("topic.state", "${entityType}.state", "reduce.rules", two),
        "topic.state: gives entity types a/b and a_b one topic, a_b.state");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topic.accepted",
        "topic.rejected",
        "topic.exceptions",
        "upcast.dead.letter.topic",
        "replay.control.topic"
      })
  void states_have_a_topic_of_their_own(String other) {
    assertRefused(
        settings("topic.state", "${entityType}.state", "reduce.rules", RULES, other, "order.state"),
        "topic.state: gives entity type order the topic order.state, as " + other + " does");
  }

  @Test
  void converters_that_ask_for_a_schema_are_refused() {
    Map<String, String> json =
        settings(
            "topic.state",
            "${entityType}.state",
            "reduce.rules",
            RULES,
            "value.converter",
            "org.apache.kafka.connect.json.JsonConverter");
    assertThat(errors(json))
        .singleElement()
        .asString()
        .startsWith("value.converter: must be ByteArrayConverter or StringConverter beside");
  }
}
