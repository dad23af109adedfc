package dev.annals.connector.record;

import static dev.annals.connector.record.Incoming.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.StreamId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredEventTest {
  private static final String EVENT =
      """
      { "specversion": "1.0", "id": "e1", "source": "/shop", "type": "order.placed",
        "subject": "s1", "time": "2026-01-31T23:59:59Z", "datacontenttype": "application/json",
        "dataschema": "https://shop/order", "entitytype": "order", "schemaversion": 2,
        "expectedversion": 4, "correlationid": "c1", "causationid": "e0", "retry": true,
        "data": {"total": 1.00} }
      """;

  @Test
  void the_value_says_everything_about_the_event() {
    AppendRequest append = announced(EVENT).append();

    assertThat(append.stream()).isEqualTo(new StreamId("order", "4711"));
    assertThat(append.expected()).isEqualTo(ExpectedVersion.of(4));
    NewEvent event = append.events().get(0);
    assertThat(event.id()).isEqualTo(EventId.of("/shop", "e1"));
    assertThat(event.type()).isEqualTo("order.placed");
    assertThat(event.schemaVersion()).isEqualTo(2);
    assertThat(event.eventTime()).isEqualTo(Instant.parse("2026-01-31T23:59:59Z"));
    assertThat(event.attributes())
        .isEqualTo(
            Map.of(
                "subject", "s1",
                "dataschema", "https://shop/order",
                "correlationid", "c1",
                "causationid", "e0",
                "retry", "true"));
  }

  @Test
  void the_payload_is_the_whole_value_to_the_byte() {
    NewEvent event = announced(EVENT).event();

    assertThat(event.payload()).isEqualTo(Bytes.of(EVENT.getBytes(UTF_8)));
    assertThat(event.contentType()).isEqualTo("application/cloudevents+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/cloudevents+json",
        "application/cloudevents+json; charset=UTF-8",
        "Application/CloudEvents+JSON;charset=utf-8"
      })
  void a_content_type_announces_it_in_any_preset(String contentType) {
    Incoming incoming = record().header("content-type", contentType).value(EVENT);

    assertThat(incoming.event().type()).isEqualTo("order.placed");
    assertThat(incoming.event(RecordMapping.of(Preset.PLAIN)).type()).isEqualTo("order.placed");
    assertThat(incoming.event().contentType()).isEqualTo(contentType);
  }

  @Test
  void it_is_recognised_without_a_content_type() {
    NewEvent event = record().value("\n " + EVENT).event();

    assertThat(event.type()).isEqualTo("order.placed");
    assertThat(event.contentType()).isEqualTo("application/cloudevents+json");
  }

  @Test
  void it_is_only_a_value_where_headers_or_the_preset_say_so() {
    NewEvent byHeader = record().header("ce_type", "archived").value(EVENT).event();
    NewEvent plain = record().value(EVENT).event(RecordMapping.of(Preset.PLAIN));
    NewEvent json =
        record()
            .header("content-type", "application/json")
            .header("ce_type", "archived")
            .value(EVENT)
            .event();

    assertThat(byHeader.type()).isEqualTo("archived");
    assertThat(plain.type()).isEqualTo("orders");
    assertThat(json.type()).isEqualTo("archived");
  }

  @Test
  void without_a_key_the_subject_names_the_entity() {
    assertThat(announced(EVENT).key(null).append().stream()).isEqualTo(new StreamId("order", "s1"));
  }

  @Test
  void headers_say_what_the_value_does_not() {
    AppendRequest append =
        announced(minimal())
            .header("ce_entitytype", "quote")
            .header("ce_expectedversion", "none")
            .append();

    assertThat(append.stream()).isEqualTo(new StreamId("quote", "4711"));
    assertThat(append.expected()).isEqualTo(ExpectedVersion.NONE);
  }

  @Test
  void without_an_entity_type_the_topic_is_it() {
    assertThat(announced(minimal()).append().stream()).isEqualTo(new StreamId("orders", "4711"));
  }

  @Test
  void data_may_be_absent_or_in_base64() {
    String binary = minimal().replace("}", ",\"data_base64\":\"AAEC\"}");

    assertThat(announced(binary).event().payload()).isEqualTo(Bytes.of(binary.getBytes(UTF_8)));
    assertThat(announced(minimal()).event().payload()).isNotNull();
  }

  @Test
  void a_map_that_a_converter_made_of_it_is_read_as_json() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", "order.placed");
    map.put("specversion", "1.0");
    map.put("source", "/shop");
    map.put("id", "e1");
    map.put("data", Map.of("total", 1L));
    NewEvent event = record().value(map).event();

    assertThat(event.type()).isEqualTo("order.placed");
    assertThat(event.payload())
        .as("the same for any order of the map")
        .isEqualTo(
            Bytes.of(
                ("{\"data\":{\"total\":1},\"id\":\"e1\",\"source\":\"/shop\","
                        + "\"specversion\":\"1.0\",\"type\":\"order.placed\"}")
                    .getBytes(UTF_8)));
  }

  private static String minimal() {
    return "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"/shop\",\"type\":\"order.placed\"}";
  }

  private static Incoming announced(String value) {
    return record().header("content-type", "application/cloudevents+json").value(value);
  }
}
