package dev.annals.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.servererrors.InvalidConfigurationInQueryException;
import dev.annals.testkit.servers.ConnectRest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadSettingsIT {
  private static final Whole WHOLE = Whole.get();

  @ParameterizedTest
  @ValueSource(
      strings = {"my-events", "1st", "_x", "a b", "größe", "\"Quoted\"", "x;DROP", "system.x"})
  void a_keyspace_that_is_no_identifier_is_refused_in_the_form(String keyspace) {
    assertThat(complaints(Map.of("cassandra.keyspace", keyspace)).get("cassandra.keyspace"))
        .singleElement()
        .asString()
        .contains("'%s' is not a keyspace: letters, digits and underscores".formatted(keyspace));
  }

  @Test
  void a_header_converter_that_retypes_text_is_refused_in_the_form() {
    assertThat(
            complaints(
                    Map.of(
                        "header.converter",
                        "org.apache.kafka.connect.storage.SimpleHeaderConverter"))
                .get("header.converter"))
        .singleElement()
        .asString()
        .contains("the default turns the text 007 of a header into the number 7");
  }

  @ParameterizedTest
  @CsvSource({
    "producer.override.max.request.size, 1048576, must be 1114112 at least",
    "errors.tolerance, all, 'must be none: with all, Connect drops an event'",
  })
  void a_source_that_would_stop_at_large_events_or_drop_them_is_refused_in_the_form(
      String setting, String value, String complaint) {
    Map<String, String> config = new HashMap<>(WHOLE.sourceConfig(Map.of(setting, value)));
    config.put("name", "form");
    assertThat(WHOLE.rest().validate(config).get(setting))
        .singleElement()
        .asString()
        .contains(complaint);
  }

  @Test
  void another_consistency_than_the_stores_stops_the_task() {
    assertThat(failure("consistency", Map.of("cassandra.consistency", "QUORUM")))
        .contains(
            "has consistency LOCAL_QUORUM, this client has QUORUM: set cassandra.consistency");
  }

  @Test
  void cassandra_4_1_is_refused() {
    String version;
    try (CqlSession session = WHOLE.session()) {
      version =
          Objects.requireNonNull(
              Objects.requireNonNull(
                      session.execute("SELECT release_version FROM system.local").one())
                  .getString(0));
    }
    assertThat(version).startsWith("5.0.");
    String older = version.replace("5.0.", "4.1.");
    try (ForgedAnswers forged = forged(version.getBytes(UTF_8), older.getBytes(UTF_8))) {
      assertThat(failure("older", Map.of("cassandra.contact.points", forged.contactPoint())))
          .contains("runs Cassandra " + older + ": Annals needs 5.0 or newer");
      assertThat(forged.count()).isPositive();
    }
  }

  @Test
  void a_local_quorum_over_two_data_centres_is_refused() {
    String here = WHOLE.cassandra().localDatacenter();
    try (CqlSession session = WHOLE.session()) {
      // A data centre without a node cannot be had, so there are answers that tell of one.
      assertThatThrownBy(
              () ->
                  session.execute(
                      "CREATE KEYSPACE two WITH replication = {'class':"
                          + " 'NetworkTopologyStrategy', '"
                          + here
                          + "': 1, 'elsewhere': 1}"))
          .isInstanceOf(InvalidConfigurationInQueryException.class)
          .hasMessageContaining("elsewhere");
    }
    SortedMap<String, String> replication = new TreeMap<>();
    replication.put("class", "org.apache.cassandra.locator.NetworkTopologyStrategy");
    replication.put(here, "1");
    byte[] one = cell(replication);
    replication.put("elsewhere", "1");
    try (ForgedAnswers forged = forged(one, cell(replication))) {
      Map<String, String> through = Map.of("cassandra.contact.points", forged.contactPoint());
      assertThat(failure("two-centres", through))
          .contains("keyspace " + WHOLE.keyspace() + " replicates to [" + here + ", elsewhere]")
          .contains("LOCAL_QUORUM holds within one data centre only")
          .contains("set cassandra.consistency=QUORUM");
      assertThat(forged.count()).isPositive();
    }
  }

  @Test
  void a_misspelt_setting_is_told_in_the_log_with_the_name_that_was_meant() {
    String topic = new Scenario("misspelt").topic("in", 1);
    WHOLE.sink(
        "misspelt", topic, Map.of("on.conflct", "accept", "transforms.on.conflct.type", "none"));
    WHOLE.rest().delete("misspelt");
    assertThat(WHOLE.logLines())
        .filteredOn(line -> line.contains("on.conflct") && line.contains("WARN"))
        .singleElement()
        .asString()
        .contains("setting on.conflct is not known and has no effect")
        .contains("nearest name that is known is on.conflict");
  }

  private static ForgedAnswers forged(byte[] from, byte[] to) {
    return new ForgedAnswers(WHOLE.cassandra().socketAddress(), from, to);
  }

  /** A map of texts as the protocol writes it, with its length. */
  private static byte[] cell(SortedMap<String, String> map) {
    ByteArrayOutputStream cell = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(cell)) {
      int length = 4;
      for (Map.Entry<String, String> entry : map.entrySet()) {
        length += 8 + entry.getKey().length() + entry.getValue().length();
      }
      out.writeInt(length);
      out.writeInt(map.size());
      for (Map.Entry<String, String> entry : map.entrySet()) {
        for (String text : List.of(entry.getKey(), entry.getValue())) {
          out.writeInt(text.length());
          out.writeBytes(text);
        }
      }
    } catch (IOException cannotBe) {
      throw new UncheckedIOException(cannotBe);
    }
    return cell.toByteArray();
  }

  private static Map<String, List<String>> complaints(Map<String, String> changes) {
    Map<String, String> config = new HashMap<>(WHOLE.sinkConfig("form", changes));
    config.put("name", "form");
    return WHOLE.rest().validate(config);
  }

  /** Runs a sink that has to fail, and returns why it did. */
  private static String failure(String name, Map<String, String> changes) {
    String topic = new Scenario(name).topic("in", 1);
    ConnectRest rest = WHOLE.rest();
    rest.put(name, WHOLE.sinkConfig(topic, changes));
    Awaitility.await(name + " fails")
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(() -> !rest.status(name).failures().isEmpty());
    String failure = rest.status(name).failures();
    rest.delete(name);
    return failure;
  }
}
