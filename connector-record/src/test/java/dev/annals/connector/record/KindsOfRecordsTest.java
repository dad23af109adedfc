package dev.annals.connector.record;

import static dev.annals.connector.record.Incoming.cloudEvent;
import static dev.annals.connector.record.Incoming.envelope;
import static dev.annals.connector.record.Incoming.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.NewEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.SchemaUse;
import dev.annals.model.store.StoredSchema;
import java.math.BigDecimal;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of records whose converters made more of them than bytes. */
// Connect says dates so.
@SuppressWarnings("JavaUtilDate")
class KindsOfRecordsTest {
  private static final Schema ORDER =
      SchemaBuilder.struct().name("Order").field("total", Schema.INT32_SCHEMA).build();
  private static final Struct TOTAL_1 = new Struct(ORDER).put("total", 1);

  private static final Schema CLOUD_EVENT =
      SchemaBuilder.struct()
          .field("specversion", Schema.STRING_SCHEMA)
          .field("id", Schema.STRING_SCHEMA)
          .field("source", Schema.STRING_SCHEMA)
          .field("type", Schema.STRING_SCHEMA)
          .field("schemaversion", Schema.OPTIONAL_INT32_SCHEMA)
          .field("time", Timestamp.builder().optional().build())
          .field(
              "data", SchemaBuilder.struct().field("total", Schema.INT32_SCHEMA).optional().build())
          .field("data_base64", Schema.OPTIONAL_STRING_SCHEMA)
          .build();

  @Test
  void a_struct_is_a_document_that_names_its_schema_and_says_of_which_events_it_is() {
    DecodedRecord.Append append =
        append(
            cloudEvent()
                .header("ce_entitytype", "order")
                .header("ce_schemaversion", "3")
                .value(ORDER, TOTAL_1));

    NewEvent event = append.request().events().get(0);
    assertThat(event.payload()).isEqualTo(json("{\"total\":1}"));
    assertThat(event.contentType()).isEqualTo("application/json");
    StoredSchema schema = append.needed().schemas().iterator().next();
    assertThat(append.needed().schemas()).hasSize(1);
    assertThat(schema.json()).contains("\"name\":\"Order\"");
    assertThat(event.schemaId()).isEqualTo(schema.id());
    assertThat(append.needed().uses())
        .containsExactly(new SchemaUse("order", "order.placed", 3, schema.id()));
  }

  @Test
  void bytes_need_nothing_and_text_and_values_without_schema_are_no_uses() {
    assertThat(append(cloudEvent()).needed()).isEqualTo(NeededSchemas.NONE);
    assertThat(append(cloudEvent().value(null)).needed()).isEqualTo(NeededSchemas.NONE);

    NeededSchemas ofMap = append(cloudEvent().value(Map.of("a", 1L))).needed();

    assertThat(ofMap.schemas())
        .extracting(StoredSchema::json)
        .containsExactly("{\"format\":1,\"form\":\"document\",\"schema\":null}");
    assertThat(ofMap.uses()).isEmpty();
  }

  static Stream<Arguments> keys() {
    Schema id = SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();
    return Stream.of(
        Arguments.of(Schema.STRING_SCHEMA, "o-1", "o-1", "o-1"),
        Arguments.of(Schema.INT64_SCHEMA, 7L, "7", "7"),
        Arguments.of(Schema.INT8_SCHEMA, (byte) 7, "7", "7"),
        Arguments.of(Schema.BOOLEAN_SCHEMA, true, "true", "true"),
        Arguments.of(Schema.FLOAT64_SCHEMA, 1.5, "1.5", "1.5"),
        Arguments.of(Schema.FLOAT32_SCHEMA, Float.NaN, "NaN", "\"NaN\""),
        Arguments.of(Decimal.schema(2), new BigDecimal("1.50"), "1.50", "1.50"),
        Arguments.of(
            Timestamp.SCHEMA, new Date(0), "1970-01-01T00:00:00Z", "\"1970-01-01T00:00:00Z\""),
        Arguments.of(Schema.BYTES_SCHEMA, "o-1".getBytes(UTF_8), "o-1", "o-1"),
        Arguments.of(id, new Struct(id).put("id", 7L), "{\"id\":7}", "{\"id\":7}"));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void a_key_of_any_kind_names_the_entity_and_its_schema_goes_with_the_headers(
      Schema schema, Object key, String entityId, String stored) {
    DecodedRecord.Append append = append(cloudEvent().key(schema, key));

    assertThat(append.request().stream()).isEqualTo(new StreamId("orders", entityId));
    NewEvent event = append.request().events().get(0);
    assertThat(event.key()).isEqualTo(json(stored));
    assertThat(append.needed().schemas())
        .extracting(StoredSchema::id)
        .containsExactly(envelope(event).keySchema());
  }

  @Test
  void a_structured_event_may_be_a_struct_whose_absent_members_say_nothing() {
    Struct value =
        new Struct(CLOUD_EVENT)
            .put("specversion", "1.0")
            .put("id", "e1")
            .put("source", "/shop")
            .put("type", "placed")
            .put("schemaversion", 2)
            .put("time", new Date(0))
            .put("data", new Struct(CLOUD_EVENT.field("data").schema()).put("total", 1));

    DecodedRecord.Append append = append(record().value(CLOUD_EVENT, value));

    NewEvent event = append.request().events().get(0);
    assertThat(event.type()).isEqualTo("placed");
    assertThat(event.schemaVersion()).isEqualTo(2);
    assertThat(event.eventTime()).isEqualTo(java.time.Instant.EPOCH);
    assertThat(event.contentType()).isEqualTo("application/cloudevents+json");
    assertThat(append.needed().uses())
        .containsExactly(new SchemaUse("orders", "placed", 2, String.valueOf(event.schemaId())));
  }

  @Test
  void each_element_of_a_batch_of_structs_is_of_the_schema_of_an_element() {
    Schema batch = SchemaBuilder.array(CLOUD_EVENT).build();
    Struct one =
        new Struct(CLOUD_EVENT)
            .put("specversion", "1.0")
            .put("id", "e1")
            .put("source", "/shop")
            .put("type", "placed");
    Incoming incoming =
        record()
            .header("content-type", "application/cloudevents-batch+json")
            .value(batch, List.of(one));
    String alone = append(record().value(CLOUD_EVENT, one)).request().events().get(0).schemaId();

    DecodedRecord.Append append = append(incoming);

    AppendRequest request = append.request();
    assertThat(request.events()).extracting(NewEvent::schemaId).containsExactly(alone);
    assertThat(append.needed().schemas()).extracting(StoredSchema::id).isEqualTo(List.of(alone));
  }

  @Test
  void the_presets_for_an_outbox_and_for_plain_records_take_structs() {
    Incoming outbox =
        record().header("id", "e1").header("eventType", "placed").value(ORDER, TOTAL_1);
    NewEvent placed = outbox.event(RecordMapping.of(Preset.DEBEZIUM_OUTBOX));
    NewEvent plain = record().value(ORDER, TOTAL_1).event(RecordMapping.of(Preset.PLAIN));

    assertThat(placed.type()).isEqualTo("placed");
    assertThat(placed.payload()).isEqualTo(json("{\"total\":1}")).isEqualTo(plain.payload());
    assertThat(placed.schemaId()).isNotNull().isEqualTo(plain.schemaId());
  }

  private static DecodedRecord.Append append(Incoming incoming) {
    return (DecodedRecord.Append) incoming.decoded(RecordMapping.of(Preset.CLOUDEVENTS));
  }

  private static Bytes json(String text) {
    return Bytes.of(text.getBytes(UTF_8));
  }
}
