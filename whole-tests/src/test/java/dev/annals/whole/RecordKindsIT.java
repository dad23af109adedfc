package dev.annals.whole;

import static dev.annals.whole.Scenario.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.annals.model.RecordedEvent;
import dev.annals.model.store.StoredSchema;
import dev.annals.testkit.servers.ConnectRest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.json.JsonConverter;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every kind of value, through Cassandra and both connectors, by converters that know schemas. */
@ThirdLane
class RecordKindsIT {
  private static final int VALUES = 600;

  /** Of each test its own: a source publishes all that is in its store, by its converters. */
  private final OwnStore own = new OwnStore(Whole.get());

  private final JsonTopics json = new JsonTopics();

  @AfterEach
  void close() {
    own.close();
  }

  @Test
  void keys_and_values_of_any_schema_come_back_equal() {
    Scenario scenario = new Scenario("kinds");
    String topic = scenario.topic("in", 3);
    long seed = Long.getLong("annals.seed", System.nanoTime());
    List<byte[]> values = json.randomValues(new Random(seed), VALUES);
    List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    for (int i = 0; i < VALUES; i++) {
      sent.add(JsonTopics.event(topic, scenario.type(), i, json.key(i), values.get(i)));
    }
    scenario.whole().topics().send(sent);
    own.sink("kinds", topic, JsonTopics.WITH_SCHEMAS);
    own.source("kinds-out", JsonTopics.WITH_SCHEMAS);

    List<ConsumerRecord<byte[], byte[]>> back = scenario.accepted(VALUES);

    Map<String, ConsumerRecord<byte[], byte[]>> byId = new HashMap<>();
    back.forEach(record -> byId.put(header(record, "ce_id"), record));
    assertThat(byId).as("each once").hasSize(VALUES).hasSize(back.size());
    for (int i = 0; i < VALUES; i++) {
      ConsumerRecord<byte[], byte[]> record = Objects.requireNonNull(byId.get(Integer.toString(i)));
      assertThat(json.key(record.key())).as("key %d", i).isEqualTo(json.key(json.key(i)));
      assertThat(json.value(record.value()))
          .as("value %d of seed %d", i, seed)
          .isEqualTo(json.value(values.get(i)));
    }
    scenario.whole().rest().delete("kinds");
    scenario.whole().rest().delete("kinds-out");
  }

  @Test
  void json_without_schemas_comes_back_as_the_same_json_and_tombstones_as_tombstones()
      throws IOException {
    Scenario scenario = new Scenario("schemaless");
    String topic = scenario.topic("in", 1);
    List<String> values =
        List.of(
            "{\"b\":1,\"a\":[1.5,null,true,{\"$int32\":7}],\"c\":9223372036854775807}",
            "[]",
            "{\"$int32\":\"7\"}",
            "\"text\"",
            "7",
            "-0.5",
            "1.0E300",
            "false");
    List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      byte[] key = ("\"k" + i + "\"").getBytes(UTF_8);
      sent.add(JsonTopics.event(topic, scenario.type(), i, key, values.get(i).getBytes(UTF_8)));
    }
    sent.add(event(topic, scenario.type(), "\"gone\"", null));
    scenario.whole().topics().send(sent);
    own.sink("schemaless", topic, JsonTopics.WITHOUT_SCHEMAS);
    own.source("schemaless-out", JsonTopics.WITHOUT_SCHEMAS);

    Map<String, byte[]> back = new HashMap<>();
    scenario
        .accepted(sent.size())
        .forEach(record -> back.put(new String(record.key(), UTF_8), record.value()));

    ObjectMapper mapper = new ObjectMapper();
    for (int i = 0; i < values.size(); i++) {
      byte[] value = back.get("\"k" + i + "\"");
      assertThat(mapper.readTree(value)).isEqualTo(mapper.readTree(values.get(i)));
    }
    assertThat(back).containsEntry("\"gone\"", null);
    scenario.whole().rest().delete("schemaless");
    scenario.whole().rest().delete("schemaless-out");
  }

  private static ProducerRecord<byte[], byte[]> event(
      String topic, String type, String key, byte @Nullable [] value) {
    return JsonTopics.event(topic, type, 999, key.getBytes(UTF_8), value);
  }

  @Test
  void a_schema_that_is_gone_stops_the_source_which_goes_on_once_it_is_back() {
    Scenario scenario = new Scenario("gone");
    ConnectRest rest = scenario.whole().rest();
    String topic = scenario.topic("in", 1);
    own.sink("gone", topic, JsonTopics.WITH_SCHEMAS);
    List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      sent.add(JsonTopics.event(topic, scenario.type(), i, json.key(4 * i), value(i)));
    }
    scenario.whole().topics().send(sent);
    own.awaitDecided(topic);
    StoredSchema schema = schemaOf(scenario, "k76");
    own.forgetSchema(schema.id());

    rest.put("gone-out", config(scenario));
    Awaitility.await("the source stops")
        .ignoreExceptions()
        .until(() -> rest.status("gone-out").failures().contains("table schemas does not hold"));
    assertThat(rest.status("gone-out").failures())
        .contains(scenario.type() + "/", schema.id(), "Nothing was skipped.");
    own.store().schemas().write(schema).toCompletableFuture().join();
    rest.restart("gone-out");

    assertThat(scenario.accepted(20))
        .extracting(record -> header(record, "ce_id"))
        .doesNotHaveDuplicates()
        .hasSize(20);
    rest.delete("gone");
    rest.delete("gone-out");
  }

  private static byte[] value(int number) {
    return "{\"schema\":{\"type\":\"int32\",\"optional\":false,\"name\":\"dev.annals.Gone\"},\"payload\":%d}"
        .formatted(number)
        .getBytes(UTF_8);
  }

  private Map<String, String> config(Scenario scenario) {
    Map<String, String> changes = new HashMap<>(JsonTopics.WITH_SCHEMAS);
    changes.put("cassandra.keyspace", own.keyspace());
    changes.put("tasks.max", "1");
    return scenario.whole().sourceConfig(changes);
  }

  private StoredSchema schemaOf(Scenario scenario, String entity) {
    RecordedEvent event = own.events(scenario.stream(entity)).get(0);
    String id = String.valueOf(event.event().schemaId());
    return own.store().schemas().find(id).toCompletableFuture().join().orElseThrow();
  }

  @Test
  void the_byte_array_converter_publishes_the_document_that_is_stored() {
    Scenario scenario = new Scenario("document");
    String topic = scenario.topic("in", 1);
    String envelope =
        "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"field\":\"total\",\"type\":\"int32\"}]},"
            + "\"payload\":{\"total\":7}}";
    Map<String, String> settings = new HashMap<>();
    settings.put("value.converter", JsonConverter.class.getName());
    scenario.whole().sink("document", topic, settings);
    scenario
        .whole()
        .topics()
        .send(
            List.of(
                JsonTopics.event(
                    topic, scenario.type(), 1, "k".getBytes(UTF_8), envelope.getBytes(UTF_8))));

    ConsumerRecord<byte[], byte[]> record = scenario.accepted(1).get(0);

    assertThat(new String(record.value(), UTF_8)).isEqualTo("{\"total\":7}");
    assertThat(new String(record.key(), UTF_8)).isEqualTo("k");
    scenario.whole().rest().delete("document");
  }
}
