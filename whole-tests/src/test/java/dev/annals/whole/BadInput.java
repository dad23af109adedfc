package dev.annals.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records as nobody should send them, and what becomes of each. */
final class BadInput {
  /** Names the case in a header, so that its record is found again wherever it went. */
  static final String CASE = "case";

  static final byte[] NO_UTF8 = {'a', (byte) 0xed, (byte) 0xa0, (byte) 0x80};
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";

  /** What becomes of a record. */
  enum Fate {
    ACCEPTED,
    REJECTED,
    DEAD
  }

  /**
   * One record.
   *
   * @param message what it is told; empty where there is nothing to say
   */
  record Case(ProducerRecord<byte[], byte[]> record, Fate fate, String message) {}

  private final Scenario scenario;
  private final String topic;
  private final List<Case> cases = new ArrayList<>();

  BadInput(Scenario scenario, String topic) {
    this.scenario = scenario;
    this.topic = topic;
  }

  /** All cases, in the order in which they are to be sent. */
  List<Case> cases() {
    keysAndValues();
    headers();
    expectedVersions();
    structured();
    batches();
    return List.copyOf(cases);
  }

  private void keysAndValues() {
    dead(
        event(null, "{}"), "the record names no entity: give it a key, or say it in header ce_sub");
    dead(event(new byte[0], "{}"), "the record names no entity (its key is empty): give it a key");
    dead(event(NO_UTF8, "{}"), "the record's key is not text in UTF-8: write it in UTF-8");
    accepted(event(bytes("no value"), null));
    String tooLong = "x".repeat(65_471 - scenario.type().length() + 1);
    dead(event(bytes(tooLong), "{}"), "the stream id has 65,472 bytes; at most 65,471 fit a part");
    dead(
        event(bytes("large"), "x".repeat(2 << 20)),
        " bytes with key, headers and attributes, but at most 1,048,576 fit one append: keep large"
            + " content elsewhere and send a reference to it");
  }

  private void headers() {
    dead(raw("ce_id", NO_UTF8), "header ce_id is not text in UTF-8: write it in UTF-8");
    dead(with("ce_id", ""), "header ce_id is empty: give it a value or leave it out");
    dead(with("ce_id", "2nd"), "header ce_id stands twice and says different things: send");
    accepted(raw("ce_correlationid", null));
    dead(
        with("ce_schemaversion", "two"), "ce_schemaversion: schema version 'two' is not a whole n");
    dead(with("ce_schemaversion", "0"), "schema version '0' is not a whole number from 1");
    dead(
        with("ce_time", "yester\nday"),
        "header ce_time: 'yester\\u000aday' is not a time by RFC 33");
    dead(with("content-type", "application/cloudevents+avro"), "is a CloudEvent, but not in JSON");
    ProducerRecord<byte[], byte[]> untyped = event(bytes("untyped"), "{}");
    untyped.headers().remove("ce_type");
    dead(untyped, "the record has no event type: say it in header ce_type, or set event.type");
  }

  private void expectedVersions() {
    String allowed = "is not any, none, exists or a whole number from 0";
    dead(with("ce_expectedversion", "abc"), "expected version 'abc' " + allowed);
    dead(with("ce_expectedversion", "-1"), "expected version '-1' " + allowed);
    dead(with("ce_expectedversion", "9".repeat(200_000)), "9… (200,000 characters)' " + allowed);
    rejected(with("ce_expectedversion", "7"), "expected version 7 of %s/%s, which is at 0");
    rejected(
        with("ce_expectedversion", "exists"), "expected version exists of %s/%s, which is at 0");
  }

  private void structured() {
    dead(
        value(STRUCTURED, null),
        "content type " + STRUCTURED + " needs a value, but there is none");
    dead(
        value(STRUCTURED, "{\"id\":"),
        "the value is not JSON (line 1, column 7): send a CloudEvent");
    dead(value(STRUCTURED, "[]"), "the value is JSON, but no object: a CloudEvent is one");
    dead(value(STRUCTURED, "{\"id\":1,\"id\":1}"), "has an object in which a name stands twice");
    dead(
        value(STRUCTURED, json("e", "", "").replace("\"e\"", "7")),
        "no attribute id that is a text");
    dead(
        value(STRUCTURED, json("e", "expectedversion", "1.5")),
        "attribute expectedversion is not a whole number: write it without quotes or fraction");
    dead(
        value(STRUCTURED, json("e", "correlationid", "\"\\ud800\"")),
        "attribute correlationid has half a surrogate pair, which no UTF-8 can hold: mend it");
  }

  private void batches() {
    dead(
        value("application/x-batch", "[]"), "application/x-batch is a batch, but not the one that");
    dead(value(BATCH, "{}"), "a batch is a JSON array of CloudEvents, but the value is no array");
    dead(value(BATCH, "[]"), "the batch is empty: send at least one event");
    dead(
        value(BATCH, "[" + json("e1", "", "") + ",\n{\"specversion\":}]"),
        "the batch is not JSON (line 2, column 16): send an array of CloudEvents");
    dead(
        value(BATCH, "[" + json("e1", "", "") + "," + json("e2", "time", "\"noon\"") + "]"),
        "event 2 of the batch: attribute time: 'noon' is not a time by RFC 3339");
    String many =
        IntStream.rangeClosed(1, 501)
            .mapToObj(i -> json("e" + i, "", ""))
            .collect(Collectors.joining(",", "[", "]"));
    dead(value(BATCH, many), "the batch has more than 500 events: split it");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** A CloudEvent that is right but for this key and value. */
  private ProducerRecord<byte[], byte[]> event(byte @Nullable [] key, @Nullable String value) {
    ProducerRecord<byte[], byte[]> event =
        new ProducerRecord<>(topic, key, value == null ? null : bytes(value));
    scenario.event(topic, "", "id" + cases.size()).headers().forEach(event.headers()::add);
    event.headers().add(CASE, bytes(Integer.toString(cases.size())));
    return event;
  }

  /** A CloudEvent that is right but for one header, and of an entity of its own. */
  private ProducerRecord<byte[], byte[]> with(String header, String value) {
    return raw(header, bytes(value));
  }

  private ProducerRecord<byte[], byte[]> raw(String header, byte @Nullable [] value) {
    ProducerRecord<byte[], byte[]> event = event(bytes("case" + cases.size()), "{}");
    event.headers().add(header, value); // beside the right one, where there is one
    return event;
  }

  /** A record whose value says all. */
  private ProducerRecord<byte[], byte[]> value(String contentType, @Nullable String value) {
    ProducerRecord<byte[], byte[]> event =
        new ProducerRecord<>(
            topic, bytes("case" + cases.size()), value == null ? null : bytes(value));
    event.headers().add("content-type", bytes(contentType));
    event.headers().add(CASE, bytes(Integer.toString(cases.size())));
    return event;
  }

  private String json(String id, String attribute, String value) {
    String more = attribute.isEmpty() ? "" : ",\"" + attribute + "\":" + value;
    return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/t\",\"type\":\"t\",\"entitytype\":\"%s\"%s}"
        .formatted(id, scenario.type(), more);
  }

  private void accepted(ProducerRecord<byte[], byte[]> record) {
    cases.add(new Case(record, Fate.ACCEPTED, ""));
  }

  private void rejected(ProducerRecord<byte[], byte[]> record, String message) {
    String text = message.formatted(scenario.type(), "case" + cases.size());
    cases.add(new Case(record, Fate.REJECTED, text));
  }

  private void dead(ProducerRecord<byte[], byte[]> record, String message) {
    cases.add(new Case(record, Fate.DEAD, message));
  }
}
