package dev.annals.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.testkit.value.RandomSchemas;
import dev.annals.testkit.value.RandomValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.jspecify.annotations.Nullable;

/** Random values as JsonConverter writes them, with their schemas, and reads them. */
final class JsonTopics {
  /** Of a connector that reads or writes keys and values so. */
  static final Map<String, String> WITH_SCHEMAS = settings(true);

  static final Map<String, String> WITHOUT_SCHEMAS = settings(false);

  private final JsonConverter keys = converter(true);
  private final JsonConverter values = converter(false);
  private final JsonConverter others = converter(false);

  private static Map<String, String> settings(boolean schemas) {
    Map<String, String> settings = new HashMap<>();
    for (String part : List.of("key.converter", "value.converter")) {
      settings.put(part, JsonConverter.class.getName());
      settings.put(part + ".schemas.enable", Boolean.toString(schemas));
      // By default it writes the default of a field that has none set.
      settings.put(part + ".replace.null.with.default", "false");
    }
    return settings;
  }

  private static JsonConverter converter(boolean isKey) {
    JsonConverter converter = new JsonConverter();
    converter.configure(
        Map.of("schemas.enable", "true", "replace.null.with.default", "false"), isKey);
    return converter;
  }

  SchemaAndValue key(byte[] bytes) {
    return keys.toConnectData("t", bytes);
  }

  SchemaAndValue value(byte[] bytes) {
    return values.toConnectData("t", bytes);
  }

  /** A key of one of many kinds, that tells its number. */
  byte[] key(int number) {
    Schema struct =
        SchemaBuilder.struct().name("Key").field("id", Schema.INT64_SCHEMA).optional().build();
    SchemaAndValue key =
        switch (number % 4) {
          case 0 -> new SchemaAndValue(Schema.STRING_SCHEMA, "k" + number);
          case 1 -> new SchemaAndValue(Schema.INT32_SCHEMA, number);
          case 2 -> new SchemaAndValue(struct, new Struct(struct).put("id", (long) number));
          default -> new SchemaAndValue(Schema.OPTIONAL_FLOAT64_SCHEMA, number + 0.5);
        };
    return keys.fromConnectData("t", key.schema(), key.value());
  }

  /**
   * So many values of random schemas. What the converter itself does not keep is left out: it makes
   * 0 of NaN, for example; and what has no equality: bytes in a map. So is no value of optional
   * bytes: {@code ByteArrayConverter} makes the same of a tombstone, which is what comes back.
   */
  List<byte[]> randomValues(Random random, int count) {
    RandomSchemas schemas = new RandomSchemas(random);
    RandomValues drawn = new RandomValues(random);
    List<byte[]> all = new ArrayList<>();
    while (all.size() < count) {
      Schema schema = schemas.any(random.nextInt(4));
      try {
        byte[] bytes = values.fromConnectData("t", schema, drawn.any(schema));
        SchemaAndValue value = value(bytes);
        if (value.equals(others.toConnectData("t", again(bytes))) && !isTombstone(value)) {
          all.add(bytes);
        }
      } catch (RuntimeException notByThisConverter) {
        // Draws another one: it fails for null as a key of a map, in several ways.
      }
    }
    return all;
  }

  private static boolean isTombstone(SchemaAndValue value) {
    return value.value() == null && Schema.OPTIONAL_BYTES_SCHEMA.equals(value.schema());
  }

  private byte[] again(byte[] bytes) {
    SchemaAndValue value = value(bytes);
    return values.fromConnectData("t", value.schema(), value.value());
  }

  static ProducerRecord<byte[], byte[]> event(
      String topic, String type, int number, byte[] key, byte @Nullable [] value) {
    ProducerRecord<byte[], byte[]> event = new ProducerRecord<>(topic, key, value);
    event.headers().add("ce_id", Integer.toString(number).getBytes(UTF_8));
    event.headers().add("ce_source", "/tests".getBytes(UTF_8));
    event.headers().add("ce_type", "happened".getBytes(UTF_8));
    event.headers().add("ce_entitytype", type.getBytes(UTF_8));
    return event;
  }
}
