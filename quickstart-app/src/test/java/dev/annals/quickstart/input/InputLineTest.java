package dev.annals.quickstart.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputLineTest {
  @Test
  void an_event_is_sent_as_it_stands_with_its_subject_as_the_key() {
    String json =
        "{ \"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/a/meter\",\"type\":\"t\",\"subject\":\"ß 007\"}";

    ProducerRecord<byte[], byte[]> record = event(json).toRecord("input");

    assertThat(record.key()).isEqualTo("ß 007".getBytes(UTF_8));
    assertThat(record.value()).isEqualTo(json.getBytes(UTF_8));
    assertThat(headers(record))
        .containsEntry("content-type", "application/cloudevents+json")
        .containsEntry("ce_entitytype", "meter")
        .containsEntry("input-line", "7")
        .hasSize(3);
  }

  @Test
  void an_event_that_says_its_entity_type_needs_no_header_for_it() {
    InputLine.Event event =
        event(with("\"source\":\"/a/meter\",\"entitytype\":\"water-meter\",\"subject\":\"1\""));

    assertThat(event.entityType()).isEqualTo("water-meter");
    assertThat(headers(event.toRecord("input"))).doesNotContainKey("ce_entitytype");
  }

  @Test
  void an_event_without_a_subject_is_sent_all_the_same_for_the_sink_to_judge() {
    assertThat(event(with("\"source\":\"/a\"")).toRecord("input").key()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/orders, orders",
    "https://shop.example/orders/, orders",
    "/orders?tenant=/7#x, orders",
    "urn:example:hr/room, room",
    "my-system, my-system"
  })
  void the_last_segment_of_the_source_is_the_entity_type_by_default(String source, String type) {
    assertThat(event(with("\"source\":\"" + source + "\"")).entityType()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\": | not JSON",
        "{} {} | not JSON",
        "[1] | JSON, but no object",
        "{\"id\":\"1\",\"source\":\"a\",\"type\":\"t\"} | it has no 'specversion'",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"\",\"type\":\"t\"} | it has no 'source'",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/\",\"type\":\"t\"} | no entity type"
      })
  void a_line_that_is_no_event_says_what_is_wrong(String line, String reason) {
    InputLine read = InputLine.of(7, line.getBytes(UTF_8));

    assertThat(read).isInstanceOf(InputLine.Bad.class);
    assertThat(((InputLine.Bad) read).reason()).contains(reason);
  }

  @Test
  void bytes_that_are_not_utf_8_are_no_event() {
    byte[] line = with("\"source\":\"/a\",\"subject\":\"ü\"").getBytes(ISO_8859_1);

    assertThat(InputLine.of(7, line)).isInstanceOf(InputLine.Bad.class);
  }

  private static String with(String members) {
    return "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"t\"," + members + "}";
  }

  private static InputLine.Event event(String json) {
    InputLine line = InputLine.of(7, json.getBytes(UTF_8));
    assertThat(line).isInstanceOf(InputLine.Event.class);
    return (InputLine.Event) line;
  }

  private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new TreeMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), new String(header.value(), UTF_8));
    }
    return headers;
  }

  @Test
  void json_nested_too_deep_is_a_bad_line_and_no_more() {
    InputLine read = InputLine.of(7, "[".repeat(5_000).getBytes(UTF_8));

    assertThat(((InputLine.Bad) read).reason()).startsWith("JSON that cannot be read");
  }
}
