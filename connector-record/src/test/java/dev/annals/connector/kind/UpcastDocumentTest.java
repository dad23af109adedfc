package dev.annals.connector.kind;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A document that somebody else made, read by the schema it is to have. */
class UpcastDocumentTest {
  private static final Schema ORDER =
      SchemaBuilder.struct()
          .name("dev.shop.Order")
          .field("id", Schema.STRING_SCHEMA)
          .field("total", Decimal.builder(2).optional().build())
          .field("count", SchemaBuilder.int32().defaultValue(1).build())
          .field("weight", Schema.OPTIONAL_FLOAT64_SCHEMA)
          .field("paid", Schema.OPTIONAL_BOOLEAN_SCHEMA)
          .field("photo", Schema.OPTIONAL_BYTES_SCHEMA)
          .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build())
          .field(
              "stock",
              SchemaBuilder.map(Schema.INT32_SCHEMA, Schema.INT64_SCHEMA).optional().build())
          .build();

  private static Struct order(String document) {
    return (Struct) requireNonNull(KindReader.document(ORDER, document));
  }

  @Test
  void members_come_in_any_order_and_optional_ones_may_be_missing() {
    Struct order = order("{\"stock\":{\"7\":1},\"id\":\"o1\",\"weight\":2}");

    assertThat(order)
        .isEqualTo(
            new Struct(ORDER).put("id", "o1").put("weight", 2.0).put("stock", Map.of(7, 1L)));
    assertThat(order.get("count")).as("the default").isEqualTo(1);
  }

  @Test
  void numbers_may_be_written_otherwise_where_nothing_is_lost() {
    Struct order = order("{\"id\":\"o1\",\"total\":12.5,\"count\":7.0}");

    assertThat(order.get("total")).isEqualTo(new BigDecimal("12.50"));
    assertThat(order.get("count")).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]|an array, where the schema has dev.shop.Order",
        "{}|no member id, which dev.shop.Order requires",
        "{\"id\":null}|id: null, where the schema requires string",
        "{\"id\":1}|id: a number, where the schema has string",
        "{\"id\":\"o1\",\"extra\":1}|a member extra, for which dev.shop.Order has no field",
        "{\"id\":\"o1\",\"total\":12.505}|total: a number with more digits than a decimal of scale 2 has",
        "{\"id\":\"o1\",\"total\":1E+99999}|total: a number with more digits than a decimal of scale 2 has",
        "{\"id\":\"o1\",\"count\":1.5}|count: a number that is no int32",
        "{\"id\":\"o1\",\"count\":2147483648}|count: a number that is no int32",
        "{\"id\":\"o1\",\"count\":\"1\"}|count: a text, where the schema has int32",
        "{\"id\":\"o1\",\"weight\":1e999}|weight: a number beyond its range, where the schema has float64",
        "{\"id\":\"o1\",\"weight\":\"much\"}|weight: a text, where the schema has float64",
        "{\"id\":\"o1\",\"paid\":0}|paid: a number, where the schema has boolean",
        "{\"id\":\"o1\",\"photo\":\"!\"}|photo: a text that is not base64, where the schema has bytes",
        "{\"id\":\"o1\",\"tags\":[\"a\",null]}|tags[]: null, where the schema requires string",
        "{\"id\":\"o1\",\"tags\":{}}|tags: an object, where the schema has array",
        "{\"id\":\"o1\",\"stock\":{\"x\":1}}|stock{}: no number, where the schema has int32",
        "{\"id\":\"o1\"} 7|goes on after its end",
        "{\"id\":|is not JSON that can be read (line 1, column 7)",
        "{\"id\":\"a\",\"id\":\"b\"}|is not JSON that can be read (line 1, column 15)",
      })
  void what_does_not_fit_says_where_and_what(String json, String message) {
    assertThatThrownBy(() -> KindReader.document(ORDER, json))
        .isInstanceOf(Misfit.class)
        .hasMessage(message);
  }
}
