package dev.annals.connector.kind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How each kind of value looks as JSON: stored for ever. */
// Connect says dates so.
@SuppressWarnings("JavaUtilDate")
class DocumentTest {
  private static final Schema DATE = org.apache.kafka.connect.data.Date.SCHEMA;
  private static final Schema POINT =
      SchemaBuilder.struct().field("x", Schema.INT32_SCHEMA).build();

  static Stream<Arguments> values() {
    return Stream.of(
        row(Schema.INT8_SCHEMA, (byte) 7, "7"),
        row(Schema.INT64_SCHEMA, Long.MIN_VALUE, "-9223372036854775808"),
        row(Schema.FLOAT32_SCHEMA, 0.1f, "0.1"),
        row(Schema.FLOAT32_SCHEMA, -0f, "-0.0"),
        row(Schema.FLOAT64_SCHEMA, 1e10, "1.0E10"),
        row(Schema.FLOAT64_SCHEMA, 2e-3, "0.002"),
        row(Schema.FLOAT64_SCHEMA, Double.NaN, "\"NaN\""),
        row(Schema.FLOAT32_SCHEMA, Float.NEGATIVE_INFINITY, "\"-Infinity\""),
        row(Schema.BOOLEAN_SCHEMA, true, "true"),
        row(Decimal.schema(2), new BigDecimal("12.50"), "12.50"),
        row(Decimal.schema(-2), new BigDecimal("1E+2"), "1E+2"),
        row(DATE, new Date(0), "\"1970-01-01\""),
        row(DATE, new Date(1), "\"1970-01-01T00:00:00.001Z\""),
        row(Time.SCHEMA, new Date(86_399_999), "\"23:59:59.999\""),
        row(Time.SCHEMA, new Date(-1), "\"1969-12-31T23:59:59.999Z\""),
        row(Timestamp.SCHEMA, new Date(1_769_903_999_999L), "\"2026-01-31T23:59:59.999Z\""),
        row(
            SchemaBuilder.array(Schema.OPTIONAL_BYTES_SCHEMA).build(),
            Arrays.asList(ByteBuffer.wrap(new byte[] {0, 1, 2}), null),
            "[\"AAEC\",null]"),
        row(map(Schema.STRING_SCHEMA), Map.of("b", 1, "a", 2), "{\"a\":2,\"b\":1}"),
        row(map(Schema.INT32_SCHEMA), Map.of(10, 1, 9, 2), "{\"10\":1,\"9\":2}"),
        row(map(Schema.FLOAT64_SCHEMA), Map.of(Double.NaN, 1), "{\"NaN\":1}"),
        row(map(Schema.BOOLEAN_SCHEMA), Map.of(true, 1), "{\"true\":1}"),
        row(map(DATE), Map.of(new Date(0), 1), "{\"1970-01-01\":1}"),
        row(map(Schema.BYTES_SCHEMA), Map.of(ByteBuffer.wrap(new byte[1]), 1), "{\"AA==\":1}"),
        row(map(Decimal.schema(1)), Map.of(new BigDecimal("1.0"), 1), "{\"1.0\":1}"),
        row(map(POINT), Map.of(new Struct(POINT).put("x", 3), 1), "[[{\"x\":3},1]]"),
        row(map(Schema.OPTIONAL_STRING_SCHEMA), nullKeyed("a"), "[[\"a\",1],[null,2]]"),
        row(null, Arrays.asList("a", null, 1L, 1.0, true), "[\"a\",null,1,1.0,true]"),
        row(null, List.of(1, (byte) 2), "[{\"$int32\":\"1\"},{\"$int8\":\"2\"}]"),
        row(null, List.of(Double.NaN, 0.1f), "[{\"$float64\":\"NaN\"},{\"$float32\":\"0.1\"}]"),
        row(null, List.of(new BigDecimal("1.50")), "[{\"$decimal\":\"1.50\"}]"),
        row(null, List.of(ByteBuffer.wrap(new byte[] {0})), "[{\"$bytes\":\"AA==\"}]"),
        row(null, List.of(new Date(0)), "[{\"$timestamp\":\"1970-01-01T00:00:00Z\"}]"),
        row(null, Map.of(7L, "a"), "{\"$map\":[[7,\"a\"]]}"),
        row(null, Map.of("$int32", "7"), "{\"$$int32\":\"7\"}"),
        row(null, Map.of("$$map", 1L), "{\"$$$map\":1}"),
        row(null, Map.of("$ref", 1L), "{\"$ref\":1}"),
        row(null, new TreeMap<>(Map.of("$map", 1L, "a", 2L)), "{\"$map\":1,\"a\":2}"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void each_kind_of_value_has_its_json_and_comes_back(
      @Nullable Schema schema, Object value, String json) throws NotKept {
    assertThat(new String(DocumentWriter.write(schema, value), UTF_8)).isEqualTo(json);
    assertThat(KindReader.document(schema, json)).isEqualTo(value);
  }

  @Test
  void a_struct_keeps_the_order_of_its_fields_and_null_apart_from_the_default() throws NotKept {
    Schema schema =
        SchemaBuilder.struct()
            .field("z", Schema.STRING_SCHEMA)
            .field("a", SchemaBuilder.int32().optional().defaultValue(5).build())
            .field("b", SchemaBuilder.int32().defaultValue(6).build())
            .build();
    Struct unset = new Struct(schema).put("z", "ä\"");
    Struct set = new Struct(schema).put("z", "ä\"").put("a", 5).put("b", 6);

    String json = new String(DocumentWriter.write(schema, unset), UTF_8);

    assertThat(json).isEqualTo("{\"z\":\"ä\\\"\",\"a\":null,\"b\":null}");
    assertThat(KindReader.document(schema, json)).isEqualTo(unset).isNotEqualTo(set);
    assertThat(KindReader.document(schema, new String(DocumentWriter.write(schema, set), UTF_8)))
        .isEqualTo(set);
  }

  @Test
  void what_cannot_be_kept_says_where_and_what() {
    Schema order =
        SchemaBuilder.struct()
            .field("lines", SchemaBuilder.array(Decimal.schema(2)).build())
            .field("tags", map(Schema.STRING_SCHEMA))
            .build();

    assertThatThrownBy(() -> DocumentWriter.write(null, Map.of("a", new Struct(POINT))))
        .hasMessage(
            "{}: a Struct without a schema, which Connect knows no such value of: mend the converter"
                + " or transform that made it");
    assertThatThrownBy(
            () ->
                DocumentWriter.write(
                    order, new Struct(order).put("lines", List.of(new BigDecimal("1.5")))))
        .hasMessage(
            "lines[]: a decimal of scale 1, where the schema says 2: mend it where it is made");
    assertThatThrownBy(() -> DocumentWriter.write(order, new Struct(order)))
        .hasMessage("lines: null, where the schema requires a value: mend it where it is made");
    assertThatThrownBy(() -> DocumentWriter.write(Schema.INT64_SCHEMA, 7))
        .hasMessage(
            "a Integer, where the schema says int64: mend the converter or transform that made it");
    assertThatThrownBy(() -> DocumentWriter.write(null, List.of("\ud800")))
        .hasMessage("[]: half a surrogate pair, which no UTF-8 can hold: mend it where it is made");
  }

  @Test
  void a_map_that_holds_itself_is_refused() {
    Map<String, Object> map = new HashMap<>();
    map.put("me", map);

    assertThatThrownBy(() -> DocumentWriter.write(null, map))
        .isInstanceOf(NotKept.class)
        .hasMessageContaining("more than 200 levels in one another")
        .hasMessageStartingWith("{}{}{}");
  }

  private static Schema map(Schema keys) {
    return SchemaBuilder.map(keys, Schema.INT32_SCHEMA).build();
  }

  private static Map<@Nullable String, Integer> nullKeyed(String other) {
    Map<@Nullable String, Integer> map = new LinkedHashMap<>();
    map.put(null, 2);
    map.put(other, 1);
    return map;
  }

  private static Arguments row(@Nullable Schema schema, Object value, String json) {
    return Arguments.of(schema, value, json);
  }
}
