package dev.annals.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What user interfaces need to draw a form, and what breaks them. */
class FormTest {
  private static void define(ConfigDef definitions) {
    CassandraConfig.define(definitions);
    MappingConfig.define(definitions);
    SourceNameConfig.define(definitions);
    UpcastConfig.define(definitions);
  }

  private static void validate(ConfigFindings findings) {
    CassandraConfig.validate(findings);
    MappingConfig.validate(findings);
    SourceNameConfig.validate(findings);
    UpcastConfig.validate(findings);
  }

  private static Validated validated(Map<String, String> properties) {
    return Validated.of(FormTest::define, FormTest::validate, properties);
  }

  static Stream<ConfigKey> settings() {
    return definitions().configKeys().values().stream();
  }

  private static ConfigDef definitions() {
    ConfigDef definitions = new ConfigDef();
    define(definitions);
    return definitions;
  }

  @ParameterizedTest
  @MethodSource("settings")
  void every_setting_has_all_that_a_form_shows(ConfigKey key) {
    assertThat(key.name).matches("[a-z]+(\\.[a-z]+)*");
    assertThat(key.group).isNotEmpty();
    assertThat(key.orderInGroup).isPositive();
    assertThat(key.displayName).isNotEmpty().isNotEqualTo(key.name);
    assertThat(key.documentation).endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("settings")
  void documentation_is_safe_as_html(ConfigKey key) {
    String withoutCode = key.documentation.replaceAll("</?code>", "");

    assertThat(withoutCode).doesNotContain("<", ">", "&");
  }

  @ParameterizedTest
  @MethodSource("settings")
  void a_password_is_never_required(ConfigKey key) {
    assertThat(key.type == ConfigDef.Type.PASSWORD && !key.hasDefault()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void a_setting_that_can_be_hidden_is_named_by_the_one_that_hides_it(ConfigKey key) {
    if (key.recommender instanceof ShownWhen shown) {
      assertThat(definitions().configKeys())
          .hasEntrySatisfying(
              shown.key(), parent -> assertThat(parent.dependents).contains(key.name));
    }
    assertThat(key.dependents).allMatch(definitions().configKeys()::containsKey);
  }

  @Test
  void three_settings_are_required() {
    assertThat(settings().filter(key -> !key.hasDefault()).map(key -> key.name))
        .containsExactly(
            "cassandra.contact.points", "cassandra.local.datacenter", "cassandra.keyspace");
  }

  @Test
  void groups_stand_in_the_order_of_their_definition() {
    assertThat(definitions().groups())
        .containsExactly(
            "Cassandra",
            "Cassandra TLS",
            "Event store",
            "Records to events",
            "Sources",
            "Upcasting");
  }

  @Test
  void nothing_filled_in_is_validated_without_a_fault() {
    Validated validated = validated(Map.of());

    assertThat(validated.errors("cassandra.keyspace")).hasSize(1);
    assertThat(validated.errors("mapping.preset")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", ",", "-1", "true", "$", "${", "\\", "ä\ud800", "99999999999999999999"})
  void garbage_in_every_setting_is_validated_without_a_fault(String garbage) {
    Map<String, String> properties = new HashMap<>();
    settings().forEach(key -> properties.put(key.name, garbage));
    properties.put("topics", garbage);

    assertThat(validated(properties).errors()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void garbage_in_one_setting_is_validated_without_a_fault(ConfigKey key) {
    for (String garbage : new String[] {"", "-1", "true", "${", "9999999999"}) {
      Validated validated = validated(Map.of(key.name, garbage));

      assertThat(validated.values()).hasSameSizeAs(definitions().configKeys().keySet());
    }
  }

  @Test
  void tls_files_are_shown_only_where_connections_are_encrypted() {
    Validated clear = validated(Map.of());
    Validated encrypted = validated(Map.of("cassandra.tls.enabled", "true"));

    assertThat(clear.value("cassandra.tls.keystore.path").visible()).isFalse();
    assertThat(encrypted.value("cassandra.tls.keystore.path").visible()).isTrue();
  }
}
