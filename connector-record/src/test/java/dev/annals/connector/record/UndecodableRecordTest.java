package dev.annals.connector.record;

import static dev.annals.connector.record.Incoming.AT;
import static dev.annals.connector.record.Incoming.STORE;
import static dev.annals.connector.record.Incoming.TIMESTAMP;
import static dev.annals.connector.record.Incoming.cloudEvent;
import static dev.annals.connector.record.Incoming.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UndecodableRecordTest {
  private static final byte[] NO_UTF8 = {(byte) 0xc3, 0x28};

  static Stream<Arguments> records() {
    return Stream.of(
        row(
            record().value("x"),
            "the record has no event type: say it in header ce_type, or set event.type"),
        row(
            cloudEvent().key(null),
            "the record names no entity: give it a key, or say it in header ce_subject"),
        row(
            cloudEvent().key(""),
            "the record names no entity (its key is empty): give it a key, or say it in header"
                + " ce_subject"),
        row(
            cloudEvent().key(new Object()),
            "the record's key cannot be kept: a Object without a schema, which Connect knows no such"
                + " value of: mend the converter or transform that made it"),
        row(cloudEvent().key(NO_UTF8), "the record's key is not text in UTF-8: write it in UTF-8"),
        row(
            cloudEvent().key("\ud800"),
            "the record's key cannot be kept: half a surrogate pair, which no UTF-8 can hold: mend it"
                + " where it is made"),
        row(
            cloudEvent().key("x".repeat(StreamId.MAX_BYTES)),
            "the stream id has 65,477 bytes; at most 65,471 fit a partition key: use a shorter one"),
        row(
            cloudEvent().only("ce_id", NO_UTF8),
            "header ce_id is not text in UTF-8: write it in UTF-8"),
        row(
            cloudEvent().only("ce_id", ""),
            "header ce_id is empty: give it a value or leave it out"),
        row(
            cloudEvent().only("ce_id", "x".repeat(4_091)),
            "header ce_id: the event's source and id have 4,097 characters together, but at most 4,096"
                + " are taken: use shorter ones"),
        row(
            cloudEvent().header("ce_id", "e2"),
            "header ce_id stands twice and says different things: send it once"),
        row(
            cloudEvent().header("ce_expectedversion", "-1"),
            "header ce_expectedversion: expected version '-1' is not any, none, exists or a whole"
                + " number from 0"),
        row(
            cloudEvent().header("ce_expectedversion", "latest"),
            "header ce_expectedversion: expected version 'latest' is not any, none, exists or a"
                + " whole number from 0"),
        row(
            cloudEvent().header("ce_expectedversion", "1\n" + "0".repeat(200_000)),
            "header ce_expectedversion: expected version '1\\u000a"
                + "0".repeat(118)
                + "… (200,002 characters)' is not any, none, exists or a whole number from 0"),
        row(
            cloudEvent().header("ce_expectedversion", 7),
            "header ce_expectedversion arrived as Integer, not as text, because the default header"
                + " converter turns 007 into 7: set header.converter=org.apache.kafka.connect"
                + ".converters.ByteArrayConverter"),
        row(
            cloudEvent().only("ce_specversion", (byte) 1),
            "header ce_specversion arrived as Byte, not as text, because the default header"
                + " converter turns 007 into 7: set header.converter=org.apache.kafka.connect"
                + ".converters.ByteArrayConverter"),
        row(
            cloudEvent().header("ce_schemaversion", "0"),
            "header ce_schemaversion: schema version '0' is not a whole number from 1"),
        row(
            cloudEvent().header("ce_schemaversion", "1.2"),
            "header ce_schemaversion: schema version '1.2' is not a whole number from 1"),
        row(
            cloudEvent().header("ce_time", "yesterday"),
            "header ce_time: 'yesterday' is not a time by RFC 3339, such as"
                + " 2026-01-31T23:59:59.999Z"),
        row(
            cloudEvent().header("ce_time", "+999999999-01-01T00:00:00Z"),
            "header ce_time: '+999999999-01-01T00:00:00Z' is not a time by RFC 3339, such as"
                + " 2026-01-31T23:59:59.999Z"),
        row(
            cloudEvent().header("ce_" + "x\n".repeat(100_000), NO_UTF8),
            "header ce_"
                + "x\\u000a".repeat(55)
                + "… (200,010 characters) is not text in UTF-8: write it in UTF-8"),
        row(
            cloudEvent().header("annals-store", STORE.toString()),
            "this store published the record itself (header annals-store): take the topic out of the"
                + " sink's topics or topics.regex"),
        row(
            cloudEvent()
                .header("annals-store", STORE.toString())
                .header("annals-store", UUID.randomUUID().toString()),
            "this store published the record itself (header annals-store): take the topic out of the"
                + " sink's topics or topics.regex"),
        row(
            cloudEvent().header("content-type", "application/avro-batch"),
            "content type application/avro-batch is a batch, but not the one that is read: send"
                + " application/cloudevents-batch+json or set batch.content.type"),
        row(
            cloudEvent().header("content-type", "application/cloudevents+avro"),
            "content type application/cloudevents+avro is a CloudEvent, but not in JSON: send"
                + " application/cloudevents+json"),
        row(
            cloudEvent().value(new Object()),
            "the record's value cannot be kept: a Object without a schema, which Connect knows no such"
                + " value of: mend the converter or transform that made it"),
        row(
            structured("{").value(null),
            "content type application/cloudevents+json needs a value, but there is none: send one, or"
                + " leave the content type out"),
        row(
            structured("{\"data\":"),
            "the value is not JSON (line 1, column 9): send a CloudEvent"),
        row(structured("[]"), "the value is JSON, but no object: a CloudEvent is one"),
        row(structured("{} {}"), "the value is not JSON (line 1, column 4): send a CloudEvent"),
        row(
            structured("{\"id\":\"1\",\"id\":\"2\"}"),
            "the value has an object in which a name stands twice (line 1, column 15): send a"
                + " CloudEvent"),
        row(
            structured(event("").replace("\"id\":\"e1\",", "")),
            "the CloudEvent has no attribute id that is a text: CloudEvents need it"),
        row(
            structured(event("").replace("\"e1\"", "1")),
            "the CloudEvent has no attribute id that is a text: CloudEvents need it"),
        row(
            structured(event("").replace("1.0", "0.3")),
            "the CloudEvent is not of specversion 1.0: send it in that version"),
        row(
            structured(event(",\"data\":1,\"data_base64\":\"\"")),
            "the CloudEvent has both data and data_base64: send one of them"),
        row(
            structured(event(",\"data_base64\":\"!\"")),
            "the CloudEvent's data_base64 is not base64: encode it by RFC 4648"),
        row(
            structured(event(",\"data_base64\":7")),
            "the CloudEvent's data_base64 is not base64: encode it by RFC 4648"),
        row(
            structured(event(",\"expectedversion\":1.5")),
            "attribute expectedversion is not a whole number: write it without quotes or fraction"),
        row(
            structured(event(",\"expectedversion\":-1")),
            "attribute expectedversion: expected version '-1' is not any, none, exists or a whole"
                + " number from 0"),
        row(
            structured(event(",\"entitytype\":true")),
            "attribute entitytype is not a text: quote it"),
        row(
            structured(event(",\"entitytype\":\"\"")),
            "attribute entitytype is empty: give it a value or leave it out"),
        row(
            structured("[".repeat(2 << 20)),
            "it takes 2,097,152 bytes with key, headers and attributes, but at most 1,048,576 fit one"
                + " append: keep large content elsewhere and send a reference to it, or split a batch"),
        row(
            structured(event(",\"time\":\"noon\"")),
            "attribute time: 'noon' is not a time by RFC 3339, such as 2026-01-31T23:59:59.999Z"),
        row(
            structured(event("")).key(null),
            "the record names no entity: give it a key, or say it in attribute subject"));
  }

  @ParameterizedTest
  @MethodSource("records")
  void a_message_names_the_place_and_what_to_do(Incoming record, String message) {
    assertThat(record.undecodable().message()).isEqualTo("orders-0@17: " + message);
  }

  @Test
  void json_made_to_break_its_parser_is_refused_with_a_short_sentence() {
    List<Incoming> hostile =
        List.of(
            structured("[".repeat(100_000)),
            structured("{\"a\":".repeat(100_000)),
            structured(event(",\"data\":" + "[".repeat(5_000) + "]".repeat(5_000))),
            structured(event(",\"expectedversion\":" + "9".repeat(100_000))),
            structured(event(",\"expectedversion\":1e999999999")),
            structured(event(",\"id\":\"again\"")),
            structured(event(",\"" + "n".repeat(500_000) + "\":1")));
    for (Incoming record : hostile) {
      assertThat(record.undecodable().message()).startsWith("orders-0@17: ").hasSizeLessThan(500);
    }
  }

  @Test
  void the_record_is_kept_as_far_as_it_goes() {
    DecodedRecord.Undecodable undecodable =
        record().header("ce_id", "e1").header("n", 7).value("x").undecodable();
    NewEvent raw = undecodable.raw();

    assertThat(undecodable.at()).isEqualTo(AT);
    assertThat(raw.id()).isEqualTo(EventId.of(AT, 0));
    assertThat(raw.type()).isEqualTo("undecodable");
    assertThat(raw.key()).isEqualTo(Bytes.of("4711".getBytes(UTF_8)));
    assertThat(raw.payload()).isEqualTo(Bytes.of("x".getBytes(UTF_8)));
    assertThat(raw.eventTime()).isEqualTo(Instant.ofEpochMilli(TIMESTAMP));
    assertThat(Incoming.envelope(raw).headers())
        .extracting(header -> header.key() + "=" + new String((byte[]) header.value(), UTF_8))
        .containsExactly("ce_id=e1", "n=7");
  }

  @Test
  void parts_that_cannot_be_read_are_left_out() {
    NewEvent raw = record().key(new Object()).value(new Object()).undecodable().raw();

    assertThat(raw.key()).isNull();
    assertThat(raw.payload()).isNull();
  }

  @Test
  void an_event_over_the_size_limit_is_undecodable_and_kept_without_its_value() {
    byte[] large = new byte[AppendLimits.MAX_BYTES];
    DecodedRecord.Undecodable undecodable = cloudEvent().value(large).undecodable();

    assertThat(undecodable.message())
        .matches(
            "orders-0@17: it takes 1,048,\\d{3} bytes with key, headers and attributes, but at most"
                + " 1,048,576 fit one append: keep large content elsewhere and send a reference to"
                + " it, or split a batch");
    assertThat(undecodable.raw().payload()).isNull();
    assertThat(undecodable.raw().headers()).isNotNull();
  }

  @Test
  void headers_over_the_size_limit_are_not_kept_either() {
    byte[] large = new byte[AppendLimits.MAX_BYTES];
    NewEvent raw = cloudEvent().header("large", large).undecodable().raw();

    assertThat(raw.sizeBytes()).isLessThan(1_000);
  }

  @Test
  void an_event_just_below_the_limit_is_appended() {
    assertThat(cloudEvent().value(new byte[AppendLimits.MAX_BYTES - 1_000]).append()).isNotNull();
  }

  @Test
  void the_longest_id_is_taken() {
    assertThat(cloudEvent().only("ce_id", "x".repeat(4_090)).event().id().text()).hasSize(4_096);
  }

  private static Arguments row(Incoming record, String message) {
    return Arguments.of(record, message);
  }

  private static String event(String more) {
    return "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"/shop\",\"type\":\"t\""
        + more
        + "}";
  }

  private static Incoming structured(String value) {
    return record().header("content-type", "application/cloudevents+json").value(value);
  }
}
