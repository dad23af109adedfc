package dev.annals.connector.kind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.Bytes;
import dev.annals.model.store.StoredSchema;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KindTest {
  private final KindWriter writer = new KindWriter();

  @Test
  void bytes_as_the_byte_array_converter_hands_them_over_have_no_kind() throws NotKept {
    Bytes bytes = Bytes.of((byte) 1);

    assertThat(writer.write(Schema.OPTIONAL_BYTES_SCHEMA, new byte[] {1}))
        .isEqualTo(new Kept(bytes, Form.BYTES, null, false));
    assertThat(writer.write(null, ByteBuffer.wrap(new byte[] {1})))
        .isEqualTo(new Kept(bytes, Form.BYTES, null, false));
    assertThat(writer.write(null, null)).isEqualTo(new Kept(null, Form.BYTES, null, false));
  }

  @Test
  void text_is_stored_as_it_is_and_is_text_again() throws NotKept {
    Kept kept = writer.write(Schema.OPTIONAL_STRING_SCHEMA, "ä");

    assertThat(kept.bytes()).isEqualTo(Bytes.of("ä".getBytes(UTF_8)));
    assertThat(back(kept)).isEqualTo(new SchemaAndValue(Schema.OPTIONAL_STRING_SCHEMA, "ä"));
    assertThat(back(writer.write(null, "ä"))).isEqualTo(new SchemaAndValue(null, "ä"));
  }

  @Test
  void no_value_of_a_schema_is_not_the_same_as_no_value_at_all() throws NotKept {
    Schema schema = SchemaBuilder.struct().optional().name("s").build();
    Kept kept = writer.write(schema, null);

    assertThat(kept.bytes()).isNull();
    assertThat(back(kept)).isEqualTo(new SchemaAndValue(schema, null));
  }

  @Test
  void the_stored_text_is_for_ever() throws NotKept {
    Schema schema =
        SchemaBuilder.struct()
            .name("dev.shop.Order")
            .version(3)
            .doc("An order")
            .field("id", Schema.STRING_SCHEMA)
            .field("total", Decimal.builder(2).optional().build())
            .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
            .field(
                "stock",
                SchemaBuilder.map(Schema.INT32_SCHEMA, Schema.INT64_SCHEMA)
                    .parameter("b", "1")
                    .parameter("a", "2")
                    .build())
            .field("rate", SchemaBuilder.float64().defaultValue(-0.0).build())
            .build();

    StoredSchema stored = new Kind(Form.of(schema), schema).stored();

    assertThat(stored.json())
        .isEqualTo(
            """
            {"format":1,"form":"document","schema":{"type":"struct","name":"dev.shop.Order",\
            "version":3,"doc":"An order","fields":[\
            {"name":"id","schema":{"type":"string"}},\
            {"name":"total","schema":{"type":"bytes",\
            "name":"org.apache.kafka.connect.data.Decimal","version":1,"optional":true,\
            "parameters":{"scale":"2"}}},\
            {"name":"tags","schema":{"type":"array","values":{"type":"string"}}},\
            {"name":"stock","schema":{"type":"map","parameters":{"a":"2","b":"1"},\
            "keys":{"type":"int32"},"values":{"type":"int64"}}},\
            {"name":"rate","schema":{"type":"float64","default":"-0.0"}}]}}""");
    assertThat(stored.id()).hasSize(32).matches("[0-9a-f]+");
    assertThat(Kind.read(stored)).isEqualTo(new Kind(Form.DOCUMENT, schema));
  }

  @Test
  void the_default_of_a_struct_comes_back() throws NotKept {
    List<Field> fields = List.of(new Field("x", 0, Schema.INT32_SCHEMA));
    Schema plain = struct(null, fields);
    Schema schema = struct(new Struct(plain).put("x", 7), fields);

    Schema back = Kind.read(new Kind(Form.DOCUMENT, schema).stored()).schema();

    assertThat(back).isEqualTo(schema);
    assertThat(Objects.requireNonNull(back).defaultValue())
        .isEqualTo(new Struct(plain).put("x", 7));
  }

  // Connect's constructor takes null for what a schema does not say.
  @SuppressWarnings("NullAway")
  private static Schema struct(@Nullable Object defaultValue, List<Field> fields) {
    return new ConnectSchema(
        Schema.Type.STRUCT, true, defaultValue, "s", null, null, null, fields, null, null);
  }

  @Test
  void a_schema_that_refers_to_itself_is_refused_with_a_sentence() {
    SchemaBuilder node = SchemaBuilder.struct().name("Node").optional();
    node.field("left", node).field("right", node);

    assertThatThrownBy(() -> writer.write(node, new Struct(node)))
        .isInstanceOf(NotKept.class)
        .hasMessage(
            "its schema Node refers to itself, and Connect has no form in which such a schema could"
                + " be kept: use ByteArrayConverter, which keeps the bytes as they are");
  }

  @Test
  void a_format_of_the_future_is_named() {
    assertThatThrownBy(() -> Kind.read(new StoredSchema("f00", "{\"format\":2}")))
        .isInstanceOf(Misfit.class)
        .hasMessage(
            "schema f00 is of format 2, and only 1 is known here: use the release that wrote it");
  }

  private static SchemaAndValue back(Kept kept) {
    return KindReader.read(Kind.read(Objects.requireNonNull(kept.schema())), kept.bytes());
  }
}
