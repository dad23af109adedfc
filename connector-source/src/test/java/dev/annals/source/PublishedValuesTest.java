package dev.annals.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.connector.kind.Kept;
import dev.annals.connector.kind.KindWriter;
import dev.annals.connector.kind.NotKept;
import dev.annals.connector.record.OutgoingRecord;
import dev.annals.model.decision.AppendLimits;
import dev.annals.testkit.store.InMemoryStore;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What converters are handed. */
class PublishedValuesTest {
  private static final Schema ORDER =
      SchemaBuilder.struct().name("Order").field("total", Schema.INT32_SCHEMA).build();
  private static final Struct TOTAL_1 = new Struct(ORDER).put("total", 1);

  private final InMemoryStore store = new InMemoryStore(new AppendLimits(500, 100), 2);

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.kafka.connect.json.JsonConverter",
        "io.confluent.connect.avro.AvroConverter",
        "JsonConverter"
      })
  void a_converter_is_handed_what_the_sink_s_made(String converter) throws NotKept {
    OutgoingRecord record = stored(ORDER, TOTAL_1, Schema.INT64_SCHEMA, 7L);

    assertThat(values(converter).value(record, () -> "order/7@1"))
        .isEqualTo(new SchemaAndValue(ORDER, TOTAL_1));
    assertThat(values(converter).key(record, () -> "order/7@1"))
        .isEqualTo(new SchemaAndValue(Schema.INT64_SCHEMA, 7L));
  }

  @Test
  void the_byte_array_converter_is_handed_what_is_stored_and_no_schema_is_looked_for()
      throws NotKept {
    OutgoingRecord record = stored(ORDER, TOTAL_1, Schema.INT64_SCHEMA, 7L);
    store.forgetSchema(String.valueOf(record.valueSchema()));
    PublishedValues values = values("org.apache.kafka.connect.converters.ByteArrayConverter");

    SchemaAndValue value = values.value(record, () -> "order/7@1");

    assertThat(value.schema()).isEqualTo(Schema.OPTIONAL_BYTES_SCHEMA);
    assertThat((byte[]) value.value()).isEqualTo("{\"total\":1}".getBytes(UTF_8));
    assertThat((byte[]) values.key(record, () -> "order/7@1").value())
        .isEqualTo("7".getBytes(UTF_8));
  }

  @Test
  void the_string_converter_is_handed_text_whatever_it_was() throws NotKept {
    PublishedValues values = values("org.apache.kafka.connect.storage.StringConverter");

    assertThat(values.value(stored(ORDER, TOTAL_1, null, null), () -> "order/7@1"))
        .isEqualTo(new SchemaAndValue(Schema.OPTIONAL_STRING_SCHEMA, "{\"total\":1}"));
    assertThat(values.value(stored(null, "ä".getBytes(UTF_8), null, null), () -> "order/7@1"))
        .isEqualTo(new SchemaAndValue(Schema.OPTIONAL_STRING_SCHEMA, "ä"));
    assertThat(values.value(stored(null, null, null, null), () -> "order/7@1").value()).isNull();
  }

  @Test
  void bytes_that_are_no_text_are_not_handed_to_the_string_converter() throws NotKept {
    OutgoingRecord record = stored(null, new byte[] {-1}, null, null);
    PublishedValues values = values("org.apache.kafka.connect.storage.StringConverter");

    assertThatThrownBy(() -> values.value(record, () -> "order/7@1"))
        .isInstanceOf(ConnectException.class)
        .hasMessageStartingWith("order/7@1: its value is not text in UTF-8")
        .hasMessageContaining("set value.converter=");
  }

  @Test
  void bytes_and_tombstones_are_the_same_to_any_other_converter() throws NotKept {
    PublishedValues values = values("org.apache.kafka.connect.json.JsonConverter");

    SchemaAndValue bytes = values.value(stored(null, new byte[] {-1}, null, null), () -> "x");

    assertThat(bytes.schema()).isEqualTo(Schema.OPTIONAL_BYTES_SCHEMA);
    assertThat((byte[]) bytes.value()).containsExactly(-1);
    assertThat(values.value(stored(null, null, null, null), () -> "x"))
        .isEqualTo(SchemaAndValue.NULL);
  }

  @Test
  void a_schema_that_is_not_stored_stops_the_source_with_the_way_out() throws NotKept {
    OutgoingRecord record = stored(ORDER, TOTAL_1, null, null);
    store.forgetSchema(String.valueOf(record.valueSchema()));
    PublishedValues values = values("org.apache.kafka.connect.json.JsonConverter");

    assertThatThrownBy(() -> values.value(record, () -> "order/7@1"))
        .isInstanceOf(ConnectException.class)
        .hasMessageStartingWith(
            "order/7@1: its value is of schema %s, which table schemas does not hold: restore the"
                .formatted(record.valueSchema()))
        .hasMessageEndingWith("Nothing was skipped.");
  }

  @Test
  void a_payload_that_does_not_fit_its_schema_stops_the_source_and_says_where() throws NotKept {
    OutgoingRecord record = stored(ORDER, TOTAL_1, null, null);
    OutgoingRecord damaged =
        new OutgoingRecord(
            "t",
            null,
            null,
            "{\"total\":\"1\"}".getBytes(UTF_8),
            record.valueSchema(),
            new ConnectHeaders(),
            null);
    PublishedValues values = values("org.apache.kafka.connect.json.JsonConverter");

    assertThatThrownBy(() -> values.value(damaged, () -> "order/7@1"))
        .isInstanceOf(ConnectException.class)
        .hasMessageStartingWith("order/7@1: its value does not fit its schema ")
        .hasMessageContaining(": total: a text, where the schema has int32. ");
  }

  private PublishedValues values(String converter) {
    return new PublishedValues(
        store.schemas(),
        PublishedForms.of(Map.of("key.converter", converter, "value.converter", converter)));
  }

  private OutgoingRecord stored(
      @Nullable Schema schema,
      @Nullable Object value,
      @Nullable Schema keySchema,
      @Nullable Object key)
      throws NotKept {
    KindWriter writer = new KindWriter();
    Kept keptValue = writer.write(schema, value);
    Kept keptKey = writer.write(keySchema, key);
    for (Kept kept : new Kept[] {keptKey, keptValue}) {
      if (kept.schema() != null) {
        store.schemas().write(Objects.requireNonNull(kept.schema())).toCompletableFuture().join();
      }
    }
    return new OutgoingRecord(
        "t",
        bytes(keptKey),
        keptKey.schemaId(),
        bytes(keptValue),
        keptValue.schemaId(),
        new ConnectHeaders(),
        null);
  }

  private static byte @Nullable [] bytes(Kept kept) {
    return kept.bytes() == null ? null : kept.bytes().toArray();
  }
}
