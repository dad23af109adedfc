package dev.annals.connector.record;

import static dev.annals.connector.record.Incoming.AT;
import static dev.annals.connector.record.Incoming.STORE;
import static dev.annals.connector.record.Incoming.cloudEvent;
import static dev.annals.connector.record.Incoming.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayedReadingTest {
  private static final StreamId ORDER = new StreamId("order", "4711 ä");
  private static final UUID COPY = UUID.fromString("00000000-0000-4000-8000-00000000000c");

  @Test
  void a_copy_keeps_the_event_to_the_byte_and_wants_its_version() {
    NewEvent event =
        cloudEvent()
            .header("ce_time", "2001-01-01T00:00:00Z")
            .header("ce_correlationid", "c")
            .header("ce_expectedversion", "any")
            .header("x", new byte[] {0, -1})
            .header("x", null)
            .event();
    AppendRequest request = append(decoded(replayed(event, 3), VersionMode.PRESERVE));

    assertThat(request.stream()).isEqualTo(ORDER);
    assertThat(request.events()).containsExactly(event);
    assertThat(request.expected()).isEqualTo(ExpectedVersion.of(2));
    assertThat(request.at()).isEqualTo(AT);
    assertThat(append(decoded(replayed(event, 1), VersionMode.PRESERVE)).expected())
        .isEqualTo(ExpectedVersion.NONE);
  }

  @Test
  void what_no_record_says_by_itself_comes_along() {
    RecordMapping plain = RecordMapping.of(Preset.PLAIN);
    NewEvent withoutId = record().key("k".getBytes(UTF_8)).event(plain);
    NewEvent structured =
        record()
            .value(
                "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"/s\",\"type\":\"t\",\"expectedversion\":9}")
            .event();
    NewEvent fromElsewhere =
        new NewEvent(
            EventId.of("a", "b"),
            "t",
            7,
            null,
            "text/plain",
            null,
            Map.of("a", "1"),
            null,
            HeaderCodec.encode(record().sinkRecord().headers(), null),
            null);
    for (NewEvent event : List.of(withoutId, structured, fromElsewhere)) {
      assertThat(append(decoded(replayed(event, 5), VersionMode.PRESERVE)).events())
          .containsExactly(event);
    }
  }

  @Test
  void facts_and_expectations_of_the_original_play_no_part() {
    RecordMapping facts =
        new RecordMapping(
            Preset.CLOUDEVENTS,
            Preset.CLOUDEVENTS.headers(),
            null,
            null,
            RecordMapping.BATCH_CONTENT_TYPE,
            OnConflict.ACCEPT,
            Set.of(),
            VersionMode.RENUMBER);
    SinkRecord record = replayed(cloudEvent().header("ce_expectedversion", "4").event(), 5);
    AppendRequest request = append(new RecordDecoder(facts, COPY).decode(record, AT));

    assertThat(request.expected()).isEqualTo(ExpectedVersion.ANY);
    assertThat(request.onConflict()).isEqualTo(OnConflict.REJECT);
  }

  @ParameterizedTest
  @CsvSource({"PRESERVE", "RENUMBER"})
  void a_closing_event_closes_the_copy(VersionMode versions) {
    NewEvent closing = cloudEvent().only("ce_type", "annals.close").value(null).event();

    assertThat(append(decoded(replayed(closing, 5), versions)).closes()).isTrue();
  }

  @Test
  void a_renumbered_event_says_its_original_version() {
    NewEvent event = cloudEvent().header("x", "1").event();
    NewEvent copied = event(replayed(event, 5), VersionMode.RENUMBER);
    NewEvent copiedAgain = event(replayed(copied, 2), VersionMode.RENUMBER);

    assertThat(copied.attributes()).containsEntry("originalversion", "5");
    assertThat(texts(copied)).endsWith("x=1", "ce_originalversion=5");
    assertThat(copiedAgain.attributes()).containsEntry("originalversion", "2");
    assertThat(texts(copiedAgain)).endsWith("x=1", "ce_originalversion=2");
    assertThat(texts(copiedAgain)).doesNotContain("ce_originalversion=5");
  }

  @Test
  void only_what_the_last_replay_added_is_taken_off() {
    NewEvent cameThroughAnother =
        cloudEvent()
            .header("ce_entityversion", "77")
            .header("annals-replay", "theirs")
            .header("annals-event", "{}")
            .header("annals-store", "theirs")
            .event();

    assertThat(event(replayed(cameThroughAnother, 5), VersionMode.PRESERVE))
        .isEqualTo(cameThroughAnother);
  }

  @Test
  void a_part_of_a_split_has_no_version_of_its_own() {
    RecordedEvent stored = recorded(cloudEvent().event(), 5);
    Shapes split = event -> List.of(new Shaped.Upcast(event, stored, 1, 2));
    SinkRecord part = sunk(encoder(split).replayed(stored, "run").get(0));

    assertThat(undecodable(part, VersionMode.PRESERVE))
        .isEqualTo(
            "copies-0@17: it is one of the events that a rule splits version 5 into, so it has no"
                + " version of its own: set version.mode=renumber");
    assertThat(append(decoded(part, VersionMode.RENUMBER)).events()).hasSize(1);
  }

  /** A copy with version.mode=renumber holds parts, and can be copied like any store. */
  @Test
  void an_event_that_was_a_part_in_the_store_it_came_from_is_a_whole_one() {
    NewEvent wasPart = cloudEvent().header("ce_part", "1").header("ce_parts", "2").event();

    assertThat(event(replayed(wasPart, 5), VersionMode.PRESERVE)).isEqualTo(wasPart);
  }

  @Test
  void a_header_made_to_break_its_reader_breaks_nothing() {
    String event =
        "{\"version\":1,\"id\":\"i\",\"type\":\"t\",\"schemaversion\":1,\"entitytype\":\"e\",\"entityid\":\"e\",%s}";
    List<String> hostile =
        List.of(
            "",
            "null",
            "[".repeat(1_000_000),
            "{\"a\":".repeat(100_000),
            "{\"version\":" + "9".repeat(100_000) + "}",
            "{\"version\":1e999999999}",
            "{\"version\":-9223372036854775809}",
            event.formatted("\"time\":\"+1000000000-12-31T23:59:59Z\""),
            event.formatted("\"time\":null"),
            event.formatted("\"contenttype\":\"\\ud800\""),
            event.formatted("\"attributes\":{\"\\udc00\":\"\"}"));
    for (String header : hostile) {
      SinkRecord record = replayed(cloudEvent().event(), 1);
      record.headers().add("annals-event", header.getBytes(UTF_8), Schema.BYTES_SCHEMA);
      assertThat(undecodable(record, VersionMode.PRESERVE)).contains("header annals-event ");
    }
    SinkRecord number = replayed(cloudEvent().event(), 1);
    number.headers().add("annals-event", 7, Schema.INT32_SCHEMA);
    assertThat(undecodable(number, VersionMode.RENUMBER)).contains("arrived as Integer");
  }

  @Test
  void what_no_replay_published_is_not_copied() {
    SinkRecord tailed =
        sunk(encoder(Shapes.AS_STORED).accepted(recorded(cloudEvent().event(), 1)).get(0));

    assertThat(undecodable(tailed, VersionMode.PRESERVE))
        .isEqualTo(
            "copies-0@17: no replay published the record (it has no header annals-event), but"
                + " version.mode=preserve takes nothing else: take the topic out of the sink's"
                + " topics, or set version.mode=next");
  }

  /** Its key and value are of one event, that header of another place: it must not be believed. */
  @Test
  void what_a_tail_publishes_is_not_copied_even_if_a_replay_of_another_store_fed_it() {
    NewEvent cameFromReplay =
        cloudEvent().header("annals-store", "theirs").header("annals-event", "{}").event();
    SinkRecord tailed =
        sunk(encoder(Shapes.AS_STORED).accepted(recorded(cameFromReplay, 9)).get(0));

    assertThat(undecodable(tailed, VersionMode.PRESERVE))
        .contains("no replay published the record (it has no header annals-event)");
  }

  @Test
  void a_store_does_not_copy_itself() {
    SinkRecord own = replayed(cloudEvent().event(), 1);
    DecodedRecord decoded = new RecordDecoder(copying(VersionMode.PRESERVE), STORE).decode(own, AT);

    assertThat(((DecodedRecord.Undecodable) decoded).message()).contains("header annals-store");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{|is not JSON",
        "[]|has no version that is a whole number",
        "{} {}|is not JSON",
        "{\"version\":0}|has a version that is not from 1 to 9223372036854775807",
        "{\"version\":1.5}|has no version that is a whole number",
        "{\"version\":1}|has no id",
        "{\"version\":1,\"id\":7}|has as id what is no text",
        "{\"version\":1,\"id\":\"\",\"type\":\"t\",\"schemaversion\":1}|is of no event: the event id is empty",
        "{\"version\":1,\"id\":\"i\",\"type\":\"t\",\"schemaversion\":4294967297}|has a schemaversion that is not from 1 to 2147483647",
        "{\"version\":1,\"id\":\"i\",\"type\":\"t\",\"schemaversion\":1,\"attributes\":{\"a\":1}}|has an attribute that is no text",
        "{\"version\":1,\"id\":\"i\",\"type\":\"t\",\"schemaversion\":1,\"time\":\"now\"}|is of no event: Text 'now' could not be parsed at index 0",
        "{\"version\":1,\"id\":\"i\",\"type\":\"t\",\"schemaversion\":1}|has no entitytype",
        "{\"version\":1,\"id\":\"i\",\"type\":\"t\",\"schemaversion\":1,\"entitytype\":\"\",\"entityid\":\"\"}|names no stream: ",
      })
  void a_header_that_somebody_else_wrote_is_refused_with_a_sentence(String header, String how) {
    SinkRecord record = replayed(cloudEvent().event(), 1);
    record.headers().add("annals-event", header.getBytes(UTF_8), Schema.BYTES_SCHEMA);

    assertThat(undecodable(record, VersionMode.PRESERVE))
        .startsWith("copies-0@17: header annals-event " + how)
        .endsWith(": publish the event again by a replay of this release");
  }

  private static SinkRecord replayed(NewEvent event, long version) {
    return sunk(encoder(Shapes.AS_STORED).replayed(recorded(event, version), "run").get(0));
  }

  private static RecordedEvent recorded(NewEvent event, long version) {
    return new RecordedEvent(ORDER, version, event, Instant.ofEpochMilli(99), AT, 0);
  }

  private static RecordEncoder encoder(Shapes shapes) {
    return new RecordEncoder(
        new OutputTopics(new TopicTemplate("copies"), null, null), STORE, shapes);
  }

  private static SinkRecord sunk(OutgoingRecord record) {
    return new SinkRecord(
        record.topic(),
        0,
        null,
        record.key(),
        null,
        record.value(),
        17,
        record.timestamp(),
        record.timestamp() == null ? TimestampType.NO_TIMESTAMP_TYPE : TimestampType.CREATE_TIME,
        record.headers());
  }

  private static RecordMapping copying(VersionMode versions) {
    RecordMapping plain = RecordMapping.of(Preset.PLAIN);
    return new RecordMapping(
        plain.preset(),
        plain.headers(),
        null,
        null,
        plain.batchContentType(),
        plain.onConflict(),
        plain.acceptedEntityTypes(),
        versions);
  }

  private static DecodedRecord decoded(SinkRecord record, VersionMode versions) {
    return new RecordDecoder(copying(versions), COPY).decode(record, AT);
  }

  private static AppendRequest append(DecodedRecord decoded) {
    assertThat(decoded).isInstanceOf(DecodedRecord.Append.class);
    return ((DecodedRecord.Append) decoded).request();
  }

  private static NewEvent event(SinkRecord record, VersionMode versions) {
    return append(decoded(record, versions)).events().get(0);
  }

  private static String undecodable(SinkRecord record, VersionMode versions) {
    DecodedRecord decoded = decoded(record, versions);
    assertThat(decoded).isInstanceOf(DecodedRecord.Undecodable.class);
    return ((DecodedRecord.Undecodable) decoded).message();
  }

  private static List<String> texts(NewEvent event) {
    List<String> texts = new ArrayList<>();
    for (Header header : Incoming.envelope(event).headers()) {
      texts.add(header.key() + "=" + new String((byte[]) header.value(), UTF_8));
    }
    return texts;
  }
}
