package dev.annals.connector.record;

import static dev.annals.connector.record.Incoming.AT;
import static dev.annals.connector.record.Incoming.STORE;
import static dev.annals.connector.record.Incoming.TIMESTAMP;
import static dev.annals.connector.record.Incoming.cloudEvent;
import static dev.annals.connector.record.Incoming.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.connect.data.Schema.Type.BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoundTripTest {
  private static final byte[] BINARY = {0, -1, 7, (byte) 0xc3};

  @Test
  void key_value_headers_and_timestamp_come_back_as_they_went_in() {
    Incoming incoming =
        cloudEvent()
            .header("x", BINARY)
            .header("y", "1")
            .header("x", "")
            .header("x", null)
            .header("ce_time", "2001-01-01T00:00:00Z")
            .value(BINARY);
    OutgoingRecord back = through(incoming.event());

    assertThat(back.key()).isEqualTo("4711".getBytes(UTF_8));
    assertThat(back.value()).isEqualTo(BINARY);
    assertThat(back.timestamp()).as("not ce_time").isEqualTo(TIMESTAMP);
    List<String> headers = texts(back.headers());
    assertThat(headers.subList(0, 9))
        .containsExactly(
            "ce_specversion=" + text("1.0"),
            "ce_id=" + text("e1"),
            "ce_source=" + text("/shop"),
            "ce_type=" + text("order.placed"),
            "x=" + Arrays.toString(BINARY),
            "y=" + text("1"),
            "x=[]",
            "x=null",
            "ce_time=" + text("2001-01-01T00:00:00Z"));
    assertThat(headers.subList(9, headers.size()))
        .containsExactly(
            "ce_entityversion=" + text("3"),
            "ce_sequence=" + text("00000000000000000003"),
            "annals-store=" + text(STORE.toString()),
            "annals-outcome=" + text("accepted"));
  }

  @Test
  void absent_and_empty_are_not_the_same() {
    OutgoingRecord absent =
        through(
            cloudEvent().key(null).header("ce_subject", "s").value(null).timestamp(null).event());
    OutgoingRecord empty =
        through(cloudEvent().key(new byte[0]).header("ce_subject", "s").value(new byte[0]).event());

    assertThat(absent.key()).isNull();
    assertThat(absent.value()).isNull();
    assertThat(absent.timestamp()).isNull();
    assertThat(empty.key()).isEmpty();
    assertThat(empty.value()).isEmpty();
  }

  @Test
  void a_structured_event_comes_back_to_the_byte() {
    byte[] value =
        " {\"id\":\"e1\", \"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"/s\",\"data\":1.00}\n"
            .getBytes(UTF_8);

    assertThat(through(record().value(value).event()).value()).isEqualTo(value);
  }

  @Test
  void an_element_of_a_batch_comes_back_as_a_structured_event() {
    String element = "{\"id\":\"e1\", \"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"/s\"}";
    Incoming batch =
        record()
            .header("content-type", "application/cloudevents-batch+json")
            .value("[" + element + "]");
    OutgoingRecord back = through(batch.event());

    assertThat(back.value()).isEqualTo(element.getBytes(UTF_8));
    assertThat(texts(back.headers()).get(0))
        .isEqualTo("content-type=" + text("application/cloudevents+json"));
  }

  @Test
  void every_header_is_bytes_as_the_byte_array_converter_wants_them() {
    OutgoingRecord back = through(cloudEvent().header("x", BINARY).header("n", 7).event());

    assertThat(back.headers()).extracting(header -> header.schema().type()).containsOnly(BYTES);
    assertThat(back.headers()).extracting(Header::value).hasOnlyElementsOfType(byte[].class);
  }

  @Test
  void what_the_store_published_its_own_sink_refuses() {
    OutgoingRecord published = through(cloudEvent().event());

    assertThat(
            new RecordDecoder(RecordMapping.of(Preset.CLOUDEVENTS), STORE)
                .decode(sunk(published), AT))
        .isInstanceOf(DecodedRecord.Undecodable.class);
  }

  private static SinkRecord sunk(OutgoingRecord published) {
    return new SinkRecord(
        published.topic(),
        0,
        null,
        published.key(),
        null,
        published.value(),
        1,
        published.timestamp(),
        TimestampType.CREATE_TIME,
        published.headers());
  }

  private static OutgoingRecord through(NewEvent event) {
    OutputTopics topics = new OutputTopics(new TopicTemplate("${topic}.accepted"), null, null);
    return new RecordEncoder(topics, STORE)
        .accepted(new RecordedEvent(new StreamId("order", "4711"), 3, event, Instant.EPOCH, AT, 0))
        .get(0);
  }

  private static List<String> texts(Iterable<Header> headers) {
    List<String> texts = new ArrayList<>();
    for (Header header : headers) {
      texts.add(header.key() + "=" + bytes((byte[]) header.value()));
    }
    return texts;
  }

  private static String bytes(byte @Nullable [] value) {
    return Arrays.toString(value);
  }

  private static String text(String text) {
    return Arrays.toString(text.getBytes(UTF_8));
  }
}
