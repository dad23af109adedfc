package dev.annals.connector.record;

import static dev.annals.connector.record.Incoming.AT;
import static dev.annals.connector.record.Incoming.cloudEvent;
import static dev.annals.connector.record.Incoming.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.connector.record.Instruction.TakeSnapshot;
import dev.annals.connector.record.Instruction.Truncate;
import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.ReducerId;
import dev.annals.model.store.Snapshot;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ControlReadingTest {
  private static final StreamId STREAM = new StreamId("orders", "4711");
  private static final ReducerId VIEW = new ReducerId("order-view", "3");

  @Test
  void a_closing_record_is_an_event_like_any_other() {
    AppendRequest append =
        control("annals.close").value(null).header("ce_expectedversion", "7").append();

    assertThat(append.closes()).isTrue();
    assertThat(append.expected()).isEqualTo(ExpectedVersion.of(7));
    NewEvent event = append.events().get(0);
    assertThat(event.id()).isEqualTo(EventId.of("/shop", "e1"));
    assertThat(event.payload()).isNull();
  }

  @Test
  void a_snapshot_has_the_value_for_its_state() {
    DecodedRecord.Control control = decoded(snapshot().value(new byte[] {0, -1}));

    assertThat(control.at()).isEqualTo(AT);
    assertThat(control.stream()).isEqualTo(STREAM);
    Bytes state = Bytes.of((byte) 0, (byte) -1);
    assertThat(control.instruction()).isEqualTo(new TakeSnapshot(VIEW, 12, state));
    assertThat(control.event().payload()).isEqualTo(state);
    assertThat(control.event().type()).isEqualTo("annals.snapshot");
    assertThat(control.event().key()).isEqualTo(Bytes.of("4711".getBytes(UTF_8)));
    assertThat(control.needed()).isEqualTo(NeededSchemas.NONE);
  }

  @Test
  void a_state_of_1_MiB_less_its_headers_fits() {
    assertThat(decoded(snapshot().value(new byte[Snapshot.MAX_STATE_BYTES - 1000])).instruction())
        .isInstanceOf(TakeSnapshot.class);
    assertThat(decoded(snapshot().value(new byte[0])).event().payload()).isEqualTo(Bytes.of());
  }

  @Test
  void a_structured_state_is_its_json_and_needs_its_schema_where_it_is_refused() {
    Schema schema = SchemaBuilder.struct().field("total", Schema.INT32_SCHEMA).build();
    Struct state = new Struct(schema).put("total", 5);

    DecodedRecord.Control control = decoded(snapshot().value(schema, state));

    assertThat(control.event().payload()).isEqualTo(Bytes.of("{\"total\":5}".getBytes(UTF_8)));
    assertThat(control.needed().schemas())
        .extracting(stored -> stored.id())
        .containsExactly(control.event().schemaId());
  }

  @ParameterizedTest
  @CsvSource({"order-view@3, 3", "order-view,"})
  void a_truncation_names_a_reducer_with_its_definition_or_without(String reducer, String print) {
    Incoming record =
        control("annals.truncate")
            .value(null)
            .header("ce_entityversion", "12")
            .header("ce_reducer", reducer);

    assertThat(decoded(record).instruction())
        .isEqualTo(
            new Truncate(
                12, "order-view", print == null ? null : new ReducerId("order-view", print)));
  }

  @Test
  void a_structured_cloud_event_can_truncate_and_close() {
    Incoming truncate =
        structured("annals.truncate", ",\"entityversion\":12,\"reducer\":\"order-view\"");

    assertThat(decoded(truncate).instruction()).isEqualTo(new Truncate(12, "order-view", null));
    assertThat(structured("annals.close", "").append().closes()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"PLAIN, type", "DEBEZIUM_OUTBOX, eventType"})
  void every_preset_reads_the_same_headers_of_cloud_events(Preset preset, String typeHeader) {
    Incoming record =
        record()
            .header(typeHeader, "annals.snapshot")
            .header("ce_entityversion", "12")
            .header("ce_reducer", "order-view@3");

    assertThat(record.decoded(RecordMapping.of(preset)))
        .isInstanceOfSatisfying(
            DecodedRecord.Control.class,
            control ->
                assertThat(control.instruction())
                    .isEqualTo(new TakeSnapshot(VIEW, 12, Bytes.of("{}".getBytes(UTF_8)))));
  }

  @Test
  void a_batch_may_close_the_stream_with_its_last_event() {
    AppendRequest append = batch(element("paid"), element("annals.close")).append();

    assertThat(append.events()).extracting(NewEvent::type).containsExactly("paid", "annals.close");
    assertThat(append.closes()).isTrue();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        row(
            control("annals.delete"),
            "event type annals.delete is none that Annals knows, and those that begin with annals."
                + " are its own: send one of annals.close, annals.snapshot, annals.truncate, or name"
                + " the event otherwise"),
        row(control("annals."), "event type annals. is none that Annals knows"),
        row(
            control("annals.snapshot").header("ce_reducer", "order-view@3"),
            "annals.snapshot says no entityversion: say in header ce_entityversion the version of"
                + " the last event in the state"),
        row(
            control("annals.truncate").header("ce_reducer", "order-view@3"),
            "annals.truncate says no entityversion: say in header ce_entityversion the version the"
                + " stream is to start at"),
        row(
            snapshot().only("ce_entityversion", "0"),
            "header ce_entityversion: version '0' is not a whole number from 1"),
        row(
            snapshot().only("ce_entityversion", "latest"),
            "header ce_entityversion: version 'latest' is not a whole number from 1"),
        row(
            snapshot().only("ce_entityversion", "9223372036854775808"),
            "header ce_entityversion: version '9223372036854775808' is not a whole number from 1"),
        row(
            snapshot().header("ce_entityversion", "13"),
            "header ce_entityversion stands twice and says different things: send it once"),
        row(
            snapshot().only("ce_reducer", null),
            "annals.snapshot says no reducer: say in header ce_reducer name@fingerprint of what made"
                + " the state, such as order-view@3"),
        row(
            snapshot().only("ce_reducer", "order-view"),
            "header ce_reducer: 'order-view' has no fingerprint: write name@fingerprint, such as"
                + " order-view@3, with another fingerprint each time the state changes its meaning"),
        row(
            snapshot().only("ce_reducer", "order view@3"),
            "header ce_reducer: a reducer's name is 1 to 100 letters, digits, dots, dashes and"
                + " underscores"),
        row(
            snapshot().only("ce_reducer", "order-view@3@4"),
            "header ce_reducer: the fingerprint of reducer order-view is not 1 to 64 letters,"
                + " digits, dots, dashes and underscores"),
        row(
            control("annals.truncate").header("ce_entityversion", "1"),
            "annals.truncate says no reducer: say in header ce_reducer the reducer whose snapshot"
                + " makes up for what is removed"),
        row(
            control("annals.truncate")
                .header("ce_entityversion", "1")
                .header("ce_reducer", "order view"),
            "header ce_reducer: a reducer's name is"),
        row(
            snapshot().value(null),
            "annals.snapshot has no value, but its value is the state: send one"),
        row(
            snapshot().value(new byte[Snapshot.MAX_STATE_BYTES + 1]),
            "the state has 1,048,577 bytes, but a snapshot at most 1,048,576: keep less in it"),
        row(
            snapshot().value(new byte[Snapshot.MAX_STATE_BYTES]),
            "it takes 1,048,824 bytes with key, headers and attributes, but at most"),
        row(snapshot().header("more", "x".repeat(AppendLimits.MAX_BYTES)), "it takes 1,048,"),
        row(
            snapshot().header("ce_expectedversion", "12"),
            "annals.snapshot is no append, and has no expected version: leave it out"),
        row(
            snapshot()
                .key("x".repeat(StreamId.MAX_BYTES - "orders".length()))
                .only("ce_reducer", "r".repeat(100) + "@3"),
            "the stream's id is too long for snapshots by reducer " + "r".repeat(100) + "@3"),
        row(
            structured("annals.snapshot", ",\"entityversion\":12,\"reducer\":\"order-view@3\""),
            "the value of annals.snapshot is the state itself, not a CloudEvent around it: send the"
                + " state as it is, and the rest in headers"),
        row(
            structured("annals.truncate", ",\"entityversion\":1.5,\"reducer\":\"a\""),
            "attribute entityversion is not a whole number"),
        row(
            batch(element("annals.close"), element("paid")),
            "event 1 of the batch: annals.close closes the stream, so nothing can be appended after"
                + " it: put it last"),
        row(
            batch(element("paid"), element("annals.snapshot")),
            "event 2 of the batch: annals.snapshot is no event, so nothing can be appended with it:"
                + " send it as a record of its own"),
        row(
            batch(element("annals.close2"), element("paid")),
            "event 1 of the batch: event type annals.close2 is none that Annals knows"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_is_wrong_is_undecodable_with_a_sentence(Incoming record, String message) {
    assertThat(record.undecodable().message()).startsWith("orders-0@17: " + message);
  }

  private static Arguments row(Incoming record, String message) {
    return Arguments.of(record, message);
  }

  private static Incoming control(String type) {
    return cloudEvent().only("ce_type", type);
  }

  private static Incoming snapshot() {
    return control("annals.snapshot")
        .header("ce_entityversion", "12")
        .header("ce_reducer", "order-view@3");
  }

  private static DecodedRecord.Control decoded(Incoming record) {
    DecodedRecord decoded = record.decoded(RecordMapping.of(Preset.CLOUDEVENTS));
    assertThat(decoded).isInstanceOf(DecodedRecord.Control.class);
    return (DecodedRecord.Control) decoded;
  }

  private static String element(String type) {
    return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/shop\",\"type\":\"%s\"}"
        .formatted(type, type);
  }

  private static Incoming structured(String type, String more) {
    return record().value(element(type).replaceFirst("}$", more + "}"));
  }

  private static Incoming batch(String... elements) {
    return record()
        .header("content-type", "application/cloudevents-batch+json")
        .value("[" + String.join(",", elements) + "]");
  }
}
