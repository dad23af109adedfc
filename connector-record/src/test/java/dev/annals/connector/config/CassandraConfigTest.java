package dev.annals.connector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.store.CassandraSettings;
import dev.annals.store.cql.ClusterSettings;
import dev.annals.store.cql.ConsistencyPair;
import dev.annals.store.cql.Credentials;
import dev.annals.store.cql.TlsSettings;
import dev.annals.store.schema.SchemaSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CassandraConfigTest {
  private static final Map<String, String> MINIMAL =
      Map.of(
          "cassandra.contact.points", "node1",
          "cassandra.local.datacenter", "dc1",
          "cassandra.keyspace", "annals");

  @Test
  void three_settings_are_enough() {
    CassandraSettings settings = parse(MINIMAL);

    assertThat(settings)
        .isEqualTo(
            CassandraSettings.of(
                new ClusterSettings(
                    List.of(InetSocketAddress.createUnresolved("node1", 9042)),
                    "dc1",
                    "annals",
                    null,
                    null,
                    ConsistencyPair.LOCAL_QUORUM,
                    Duration.ofSeconds(10),
                    "annals-orders-0")));
    assertThat(validated(MINIMAL).errors()).isEmpty();
  }

  @Test
  void every_setting_reaches_its_place() {
    Map<String, String> all =
        with(
            "cassandra.contact.points", "node1:9043, node2",
            "cassandra.username", "annals",
            "cassandra.password", "secret",
            "cassandra.consistency", "QUORUM",
            "cassandra.request.timeout.ms", "20000",
            "cassandra.tls.enabled", "true",
            "cassandra.tls.truststore.path", "/etc/trust.p12",
            "cassandra.tls.truststore.password", "t",
            "cassandra.tls.keystore.path", "/etc/key.p12",
            "cassandra.tls.keystore.password", "k",
            "cassandra.tls.hostname.verification", "false",
            "schema.create", "false",
            "stream.bucket.size", "500",
            "log.shards", "16",
            "log.retention.ms", "60000",
            "refused.retention.ms", "120000",
            "dedupe.window", "0",
            "cassandra.max.in.flight", "1",
            "cache.max.events", "0");
    ClusterSettings cluster =
        new ClusterSettings(
            List.of(
                InetSocketAddress.createUnresolved("node1", 9043),
                InetSocketAddress.createUnresolved("node2", 9042)),
            "dc1",
            "annals",
            new Credentials("annals", "secret"),
            new TlsSettings(
                new TlsSettings.Store(Path.of("/etc/trust.p12"), "t"),
                new TlsSettings.Store(Path.of("/etc/key.p12"), "k"),
                false),
            ConsistencyPair.QUORUM,
            Duration.ofSeconds(20),
            "annals-orders-0");
    SchemaSettings schema =
        new SchemaSettings(false, 500, 16, Duration.ofMinutes(1), Duration.ofMinutes(2));

    assertThat(parse(all)).isEqualTo(new CassandraSettings(cluster, schema, 0, 1, 0));
    assertThat(validated(all).errors()).isEmpty();
  }

  @Test
  void empty_texts_of_a_form_are_as_good_as_nothing() {
    Map<String, String> form =
        with(
            "cassandra.username", "",
            "cassandra.password", "",
            "cassandra.tls.truststore.path", "",
            "cassandra.tls.truststore.password", "",
            "cassandra.tls.keystore.path", "");

    assertThat(parse(form)).isEqualTo(parse(MINIMAL));
    assertThat(validated(form).errors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cassandra.username|annals|cassandra.password|cassandra.username is set, but"
            + " cassandra.password is not: set both or neither",
        "cassandra.password|secret|cassandra.username|cassandra.password is set, but"
            + " cassandra.username is not: set both or neither",
        "cassandra.tls.truststore.path|/t|cassandra.tls.enabled|a trust or key store is set, but"
            + " connections are not encrypted: set cassandra.tls.enabled=true or take the stores out",
        "cassandra.tls.keystore.path|/k|cassandra.tls.keystore.password|cassandra.tls.keystore.path"
            + " is set, but its password is not: set it",
        "cassandra.tls.truststore.password|t|cassandra.tls.truststore.path|"
            + "cassandra.tls.truststore.password is set, but cassandra.tls.truststore.path is not:"
            + " set both or neither",
        "log.retention.ms|9999999999|refused.retention.ms|refusals must be kept as long as the log at"
            + " least: 2592000000 against log.retention.ms=9999999999"
      })
  void settings_that_do_not_go_together_say_so(
      String key, String value, String at, String message) {
    assertThat(validated(with(key, value)).errors(at)).containsExactly(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cassandra.contact.points|node1:0|cassandra.contact.points: 'node1:0' has no port from 1 to"
            + " 65535 after its colon",
        "cassandra.contact.points|''|cassandra.contact.points: it needs at least one element",
        "cassandra.local.datacenter|''|cassandra.local.datacenter: it must not be empty",
        "cassandra.keyspace|an-nals|cassandra.keyspace: 'an-nals' is not a keyspace: letters, digits"
            + " and underscores, at most 48, a letter first",
        "cassandra.keyspace|''|cassandra.keyspace: '' is not a keyspace: letters, digits and"
            + " underscores, at most 48, a letter first"
      })
  void a_value_that_is_none_says_why(String key, String value, String message) {
    Map<String, String> properties = with(key, value);

    assertThat(validated(properties).errors(key)).containsExactly(message);
    assertThatThrownBy(() -> parse(properties))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "cassandra.consistency,ONE",
    "cassandra.request.timeout.ms,0",
    "stream.bucket.size,499",
    "log.shards,0",
    "log.shards,257",
    "log.retention.ms,0",
    "dedupe.window,-1",
    "cassandra.max.in.flight,0",
    "cache.max.events,-1"
  })
  void a_value_out_of_range_is_refused(String key, String value) {
    assertThat(validated(with(key, value)).errors(key)).hasSize(1);
  }

  @Test
  void what_validation_would_have_found_stops_the_connector_too() {
    assertThatThrownBy(() -> parse(with("cassandra.username", "annals")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "cassandra.username is set, but cassandra.password is not: set both or neither");
    assertThatThrownBy(() -> parse(with("log.retention.ms", "9999999999")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("refusals must be kept as long as the log");
  }

  @Test
  void passwords_are_not_shown() {
    Map<String, String> properties =
        with("cassandra.username", "annals", "cassandra.password", "secret");

    assertThat(parse(properties).toString()).doesNotContain("secret");
  }

  private static CassandraSettings parse(Map<String, String> properties) {
    return CassandraConfig.parse(
        Validated.parsed(CassandraConfig::define, properties), "annals-orders-0");
  }

  private static Validated validated(Map<String, String> properties) {
    return Validated.of(CassandraConfig::define, CassandraConfig::validate, properties);
  }

  private static Map<String, String> with(String... keysAndValues) {
    Map<String, String> properties = new HashMap<>(MINIMAL);
    for (int index = 0; index < keysAndValues.length; index += 2) {
      properties.put(keysAndValues[index], keysAndValues[index + 1]);
    }
    return properties;
  }
}
