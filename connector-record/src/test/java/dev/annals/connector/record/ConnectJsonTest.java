package dev.annals.connector.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Date;
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

// Connect says dates so.
@SuppressWarnings("JavaUtilDate")
class ConnectJsonTest {
  private static final java.util.Date MOMENT = new java.util.Date(1_769_903_999_999L);

  static Stream<Arguments> values() {
    return Stream.of(
        row(Schema.INT8_SCHEMA, (byte) 7, "7"),
        row(Schema.INT64_SCHEMA, Long.MIN_VALUE, "-9223372036854775808"),
        row(Schema.FLOAT32_SCHEMA, 0.1f, "0.1"),
        row(Schema.FLOAT64_SCHEMA, Double.NaN, "\"NaN\""),
        row(Schema.BOOLEAN_SCHEMA, true, "true"),
        row(Schema.BYTES_SCHEMA, ByteBuffer.wrap(new byte[] {0, 1, 2}), "\"AAEC\""),
        row(Decimal.schema(2), new BigDecimal("12.50"), "12.50"),
        row(Date.SCHEMA, new java.util.Date(0), "\"1970-01-01\""),
        row(Time.SCHEMA, new java.util.Date(86_399_999), "\"23:59:59.999\""),
        row(Timestamp.SCHEMA, MOMENT, "\"2026-01-31T23:59:59.999Z\""),
        row(null, MOMENT, "\"2026-01-31T23:59:59.999Z\""),
        row(null, Arrays.asList("a", null, 1, new byte[] {0, 1, 2}), "[\"a\",null,1,\"AAEC\"]"),
        row(
            SchemaBuilder.array(Decimal.schema(1)).build(),
            List.of(new BigDecimal("1.0")),
            "[1.0]"),
        row(
            SchemaBuilder.map(Schema.INT32_SCHEMA, Date.SCHEMA).build(),
            Map.of(7, new java.util.Date(0)),
            "{\"7\":\"1970-01-01\"}"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void connect_s_data_becomes_json(@Nullable Schema schema, Object value, String json)
      throws NotDecodable {
    assertThat(new String(ConnectJson.write(schema, value), UTF_8)).isEqualTo(json);
  }

  @Test
  void a_struct_keeps_its_order_and_its_nulls() throws NotDecodable {
    Schema schema =
        SchemaBuilder.struct()
            .field("z", Schema.STRING_SCHEMA)
            .field("a", SchemaBuilder.int32().optional().defaultValue(5).build())
            .field("day", Date.SCHEMA)
            .build();
    Struct struct = new Struct(schema).put("z", "ä\"").put("day", new java.util.Date(0));

    assertThat(new String(ConnectJson.write(schema, struct), UTF_8))
        .isEqualTo("{\"z\":\"ä\\\"\",\"a\":null,\"day\":\"1970-01-01\"}");
  }

  @Test
  void equal_maps_are_equal_bytes() throws NotDecodable {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("b", 1);
    one.put("a", 2);

    assertThat(ConnectJson.write(null, one)).isEqualTo("{\"a\":2,\"b\":1}".getBytes(UTF_8));
  }

  @Test
  void what_json_cannot_say_is_a_sentence() {
    assertThatThrownBy(() -> ConnectJson.write(null, Map.of(List.of(), 1)))
        .hasMessage(
            "the record's value has a map whose keys are not text, numbers or booleans, which JSON"
                + " cannot say: use ByteArrayConverter as value.converter");
    assertThatThrownBy(() -> ConnectJson.write(null, Map.of(1, 1, "1", 2)))
        .hasMessage(
            "the record's value has a map with two keys that are one as text, which JSON cannot say:"
                + " use ByteArrayConverter as value.converter");
    assertThatThrownBy(() -> ConnectJson.write(null, List.of("\ud800")))
        .hasMessage(
            "the record's value has half a surrogate pair, which no UTF-8 can hold: mend it where it"
                + " is made");
  }

  private static Arguments row(@Nullable Schema schema, Object value, String json) {
    return Arguments.of(schema, value, json);
  }
}
