package dev.annals.connector.record;

import static dev.annals.connector.record.Incoming.AT;
import static dev.annals.connector.record.Incoming.STORE;
import static dev.annals.connector.record.Incoming.TIMESTAMP;
import static dev.annals.connector.record.Incoming.cloudEvent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.StreamId;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BinaryEventTest {
  @Test
  void headers_say_everything_about_the_event() {
    AppendRequest append =
        cloudEvent()
            .header("ce_entitytype", "order")
            .header("ce_schemaversion", "3")
            .header("ce_expectedversion", "7")
            .header("ce_time", "2026-01-31T23:59:59.999888+01:00")
            .header("ce_correlationid", "c1")
            .header("ce_causationid", "e0")
            .header("ce_tenant", "blue")
            .header("content-type", "application/vnd.shop+json")
            .header("traceparent", "00-1-2-01")
            .value("{\"total\":1}")
            .append();

    assertThat(append.stream()).isEqualTo(new StreamId("order", "4711"));
    assertThat(append.expected()).isEqualTo(ExpectedVersion.of(7));
    assertThat(append.onConflict()).isEqualTo(OnConflict.REJECT);
    assertThat(append.at()).isEqualTo(AT);
    NewEvent event = append.events().get(0);
    assertThat(event.id()).isEqualTo(EventId.of("/shop", "e1"));
    assertThat(event.type()).isEqualTo("order.placed");
    assertThat(event.schemaVersion()).isEqualTo(3);
    assertThat(event.schemaId()).isNull();
    assertThat(event.contentType()).isEqualTo("application/vnd.shop+json");
    assertThat(event.payload()).isEqualTo(Bytes.of("{\"total\":1}".getBytes(UTF_8)));
    assertThat(event.key()).isEqualTo(Bytes.of("4711".getBytes(UTF_8)));
    assertThat(event.eventTime()).isEqualTo(Instant.parse("2026-01-31T22:59:59.999Z"));
    assertThat(event.attributes())
        .isEqualTo(Map.of("correlationid", "c1", "causationid", "e0", "tenant", "blue"));
  }

  @Test
  void what_headers_leave_open_has_a_default() {
    AppendRequest append = cloudEvent().append();

    assertThat(append.stream())
        .as("the topic before transforms")
        .isEqualTo(new StreamId("orders", "4711"));
    assertThat(append.expected()).isEqualTo(ExpectedVersion.ANY);
    assertThat(append.events().get(0).schemaVersion()).isEqualTo(1);
    assertThat(append.events().get(0).eventTime()).isEqualTo(Instant.ofEpochMilli(TIMESTAMP));
  }

  @Test
  void a_setting_names_the_entity_type_that_no_header_says() {
    RecordMapping mapping = mapping("order", null);

    assertThat(cloudEvent().append(mapping).stream().entityType()).isEqualTo("order");
    assertThat(cloudEvent().header("ce_entitytype", "quote").append(mapping).stream().entityType())
        .isEqualTo("quote");
  }

  @Test
  void a_setting_names_the_event_type_that_no_header_says() {
    RecordMapping mapping = mapping(null, "changed");

    assertThat(cloudEvent().only("ce_type", null).event(mapping).type()).isEqualTo("changed");
    assertThat(cloudEvent().event(mapping).type()).isEqualTo("order.placed");
  }

  private static RecordMapping mapping(@Nullable String entityType, @Nullable String eventType) {
    return new RecordMapping(
        Preset.CLOUDEVENTS,
        Preset.CLOUDEVENTS.headers(),
        entityType,
        eventType,
        RecordMapping.BATCH_CONTENT_TYPE,
        OnConflict.REJECT,
        Set.of(),
        VersionMode.NEXT);
  }

  static Stream<Arguments> keys() {
    return Stream.of(
        Arguments.of("4711".getBytes(UTF_8), "4711"),
        Arguments.of(ByteBuffer.wrap("ä €".getBytes(UTF_8)), "ä €"),
        Arguments.of("007", "007"),
        Arguments.of((byte) 7, "7"),
        Arguments.of((short) -7, "-7"),
        Arguments.of(7, "7"),
        Arguments.of(Long.MAX_VALUE, "9223372036854775807"),
        Arguments.of(new BigInteger("92233720368547758070"), "92233720368547758070"),
        Arguments.of(
            UUID.fromString("00000000-0000-4000-8000-00000000000b"),
            "00000000-0000-4000-8000-00000000000b"));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void the_key_names_the_entity(Object key, String entityId) {
    AppendRequest append = cloudEvent().header("ce_subject", "other").key(key).append();

    assertThat(append.stream().entityId()).isEqualTo(entityId);
    assertThat(append.events().get(0).key()).isEqualTo(Bytes.of(entityId.getBytes(UTF_8)));
    assertThat(append.events().get(0).attributes()).containsEntry("subject", "other");
  }

  @Test
  void without_a_key_the_subject_names_the_entity() {
    AppendRequest append = cloudEvent().header("ce_subject", "s1").key(null).append();

    assertThat(append.stream().entityId()).isEqualTo("s1");
    assertThat(append.events().get(0).key()).isNull();
  }

  @Test
  void an_empty_key_names_nothing_but_is_kept() {
    AppendRequest append = cloudEvent().header("ce_subject", "s1").key(new byte[0]).append();

    assertThat(append.stream().entityId()).isEqualTo("s1");
    assertThat(append.events().get(0).key()).isEqualTo(Bytes.of());
  }

  @Test
  void an_id_without_a_source_is_an_identity_and_so_is_the_place() {
    assertThat(cloudEvent().only("ce_source", null).event().id()).isEqualTo(EventId.of("e1"));
    assertThat(cloudEvent().only("ce_id", null).event().id()).isEqualTo(EventId.of(AT, 0));
  }

  @Test
  void a_record_without_a_value_is_an_event_without_a_payload() {
    assertThat(cloudEvent().value(null).event().payload()).isNull();
    assertThat(cloudEvent().value(new byte[0]).event().payload()).isEqualTo(Bytes.of());
  }

  @Test
  void headers_may_arrive_as_text() {
    SinkRecord record = cloudEvent().sinkRecord();
    record.headers().addString("ce_entitytype", "order");

    DecodedRecord decoded =
        new RecordDecoder(RecordMapping.of(Preset.CLOUDEVENTS), STORE).decode(record, AT);

    assertThat(decoded)
        .isInstanceOfSatisfying(
            DecodedRecord.Append.class,
            append -> assertThat(append.request().stream().entityType()).isEqualTo("order"));
  }

  @ParameterizedTest
  @CsvSource({"any,any", "none,none", "0,none", "exists,exists", "12,12"})
  void an_expected_version_is_a_word_or_a_number(String header, String expected) {
    assertThat(cloudEvent().header("ce_expectedversion", header).append().expected().text())
        .isEqualTo(expected);
  }

  @Test
  void a_header_may_stand_twice_where_it_says_the_same() {
    assertThat(cloudEvent().header("ce_id", "e1").event().id())
        .isEqualTo(EventId.of("/shop", "e1"));
  }

  @Test
  void a_conflict_is_accepted_for_the_entity_types_of_facts() {
    RecordMapping mapping =
        new RecordMapping(
            Preset.CLOUDEVENTS,
            Preset.CLOUDEVENTS.headers(),
            null,
            null,
            RecordMapping.BATCH_CONTENT_TYPE,
            OnConflict.REJECT,
            Set.of("pallet"),
            VersionMode.NEXT);

    assertThat(cloudEvent().header("ce_entitytype", "pallet").append(mapping).onConflict())
        .isEqualTo(OnConflict.ACCEPT);
    assertThat(cloudEvent().append(mapping).onConflict()).isEqualTo(OnConflict.REJECT);
  }

  @Test
  void a_struct_becomes_json() {
    Schema schema = SchemaBuilder.struct().field("total", Schema.INT32_SCHEMA).build();
    NewEvent event = cloudEvent().value(schema, new Struct(schema).put("total", 1)).event();

    assertThat(event.payload()).isEqualTo(Bytes.of("{\"total\":1}".getBytes(UTF_8)));
    assertThat(event.contentType()).isEqualTo("application/json");
  }

  @Test
  void another_store_s_record_is_an_event_like_any_other() {
    assertThat(cloudEvent().header("annals-store", UUID.randomUUID().toString()).append())
        .isNotNull();
  }
}
