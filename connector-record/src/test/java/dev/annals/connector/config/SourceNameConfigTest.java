package dev.annals.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceNameConfigTest {
  @Test
  void a_source_is_called_as_its_topic_unless_set_otherwise() {
    assertThat(parse(Map.of()).name("orders")).isEqualTo("orders");
    assertThat(parse(Map.of("source.name", "")).name("orders")).isEqualTo("orders");
    assertThat(parse(Map.of("source.name", "east-${topic}")).name("orders"))
        .isEqualTo("east-orders");
  }

  @Test
  void an_incarnation_may_be_set() {
    assertThat(parse(Map.of()).incarnation()).isNull();
    assertThat(parse(Map.of("source.incarnation", "")).incarnation()).isNull();
    assertThat(parse(Map.of("source.incarnation", "2")).incarnation()).isEqualTo("2");
  }

  @Test
  void the_admin_client_gets_what_has_its_prefix() {
    Map<String, String> properties = new HashMap<>();
    properties.put("kafka.admin.bootstrap.servers", "broker:9092");
    properties.put("kafka.admin.sasl.jaas.config", "secret");
    properties.put("kafka.admin.client.id", null);
    properties.put("other", "x");
    SourceNaming naming = parse(properties);

    assertThat(naming.admin())
        .isEqualTo(Map.of("bootstrap.servers", "broker:9092", "sasl.jaas.config", "secret"));
    assertThat(naming.toString()).doesNotContain("secret");
  }

  @Test
  void without_brokers_there_is_no_admin_client() {
    assertThat(parse(Map.of("kafka.admin.client.id", "x")).admin()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "source.name|${topics}|source.name: '${topics}' has a variable that is not ${topic}, the only"
            + " one there is",
        "source.incarnation|a@b|source.incarnation: 'a@b' has an @: leave it out"
      })
  void a_value_that_is_none_says_why(String key, String value, String message) {
    assertThat(validated(Map.of(key, value)).errors(key)).containsExactly(message);
  }

  @ParameterizedTest
  @CsvSource({"topics,'a,b'", "topics.regex,a.*"})
  void several_topics_must_not_become_one_source(String key, String topics) {
    assertThat(validated(Map.of("source.name", "all", key, topics)).errors("source.name"))
        .containsExactly(
            "the sink reads several topics, which would be one source and mix their offsets up: put"
                + " ${topic} into the name");
    assertThat(validated(Map.of("source.name", "east-${topic}", key, topics)).errors()).isEmpty();
    assertThat(validated(Map.of("source.name", "all", "topics", "a")).errors()).isEmpty();
  }

  private static SourceNaming parse(Map<String, String> properties) {
    return SourceNameConfig.parse(Validated.parsed(SourceNameConfig::define, properties));
  }

  private static Validated validated(Map<String, String> properties) {
    return Validated.of(SourceNameConfig::define, SourceNameConfig::validate, properties);
  }
}
