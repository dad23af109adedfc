package dev.annals.connector.upcast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.connector.record.HeaderCodec;
import dev.annals.connector.record.OutgoingRecord;
import dev.annals.connector.record.OutputTopics;
import dev.annals.connector.record.RecordEncoder;
import dev.annals.connector.record.TopicTemplate;
import dev.annals.connector.upcast.UpcastSettings.OnFailure;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.VersionMismatch;
import dev.annals.model.store.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What records tell of events that were upcast, and of those that could not be. */
class UpcastShapesTest {
  private static final UUID STORE = UUID.fromString("00000000-0000-0000-0000-000000000007");
  private static final String RULES =
      """
      [{"type": "order.placed", "from": 1, "rename": "order.opened", "to": 5, "data": "{'n': n + 1}"},
       {"type": "order.listed", "from": 1, "split": "n.{'data': $}"},
       {"type": "order.pinged", "from": 1, "drop": true}]
      """;

  private final UpcastCounters counters = new UpcastCounters();

  private RecordEncoder encoder(OnFailure onFailure) {
    return encoder(
        onFailure, onFailure == OnFailure.DEAD_LETTER ? "${entityType}.not-upcast" : null);
  }

  private RecordEncoder encoder(OnFailure onFailure, @Nullable String deadLetters) {
    UpcastSettings settings =
        new UpcastSettings(
            Rules.chain(RULES),
            onFailure,
            deadLetters == null ? null : new TopicTemplate(deadLetters));
    OutputTopics topics =
        new OutputTopics(new TopicTemplate("accepted"), null, new TopicTemplate("exceptions"));
    return new RecordEncoder(topics, STORE, new UpcastShapes(settings, counters));
  }

  /** An event as it was stored with these headers, name by value. */
  private static RecordedEvent event(String type, String payload, String... headers) {
    ConnectHeaders all = new ConnectHeaders();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1].getBytes(UTF_8), Schema.BYTES_SCHEMA);
    }
    NewEvent event =
        new NewEvent(
            EventId.of("4711"),
            type,
            1,
            null,
            null,
            Bytes.of(payload.getBytes(UTF_8)),
            Map.of(),
            Bytes.of("17".getBytes(UTF_8)),
            HeaderCodec.encode(all, 1_000L),
            null);
    return new RecordedEvent(
        new StreamId("order", "17"),
        3,
        event,
        Instant.EPOCH,
        new SourcePosition(new Source("orders", 0, "1"), 5),
        0);
  }

  private static List<String> headers(OutgoingRecord record) {
    List<String> texts = new ArrayList<>();
    for (Header header : record.headers()) {
      if (!header.key().equals("annals-store")) {
        texts.add(header.key() + "=" + new String((byte[]) header.value(), UTF_8));
      }
    }
    return texts;
  }

  private static String value(OutgoingRecord record) {
    return record.value() == null ? "none" : new String(record.value(), UTF_8);
  }

  @Test
  void headers_tell_the_new_type_and_schema_version_in_the_place_of_the_old() {
    OutgoingRecord record =
        encoder(OnFailure.FAIL)
            .accepted(
                event(
                    "order.placed",
                    "{\"n\":1}",
                    "ce_type",
                    "order.placed",
                    "mine",
                    "x",
                    "mine",
                    "y"))
            .get(0);

    assertThat(value(record)).isEqualTo("{\"n\":2}");
    assertThat(record.timestamp()).isEqualTo(1_000);
    assertThat(headers(record))
        .containsExactly(
            "ce_type=order.opened",
            "mine=x",
            "mine=y",
            "ce_schemaversion=5",
            "ce_entityversion=3",
            "ce_sequence=00000000000000000003",
            "annals-outcome=accepted");
    assertThat(counters.upcast()).isEqualTo(1);
  }

  @Test
  void headers_of_other_presets_change_where_they_told_what_was_stored() {
    OutgoingRecord outbox =
        encoder(OnFailure.FAIL)
            .accepted(
                event(
                    "order.placed",
                    "{\"n\":1}",
                    "eventType",
                    "order.placed",
                    "schemaVersion",
                    "1",
                    "type",
                    "of my own",
                    "id",
                    "of my own"))
            .get(0);

    assertThat(headers(outbox))
        .startsWith(
            "eventType=order.opened",
            "schemaVersion=5",
            "type=of my own",
            "id=of my own",
            "ce_type=order.opened",
            "ce_schemaversion=5",
            "ce_entityversion=3");
  }

  @Test
  void the_parts_of_a_split_are_numbered_and_have_one_version() {
    List<OutgoingRecord> records =
        encoder(OnFailure.FAIL)
            .accepted(event("order.listed", "{\"n\":[7,8]}", "ce_id", "4711", "id", "4711"));

    assertThat(records).extracting(UpcastShapesTest::value).containsExactly("7", "8");
    assertThat(headers(records.get(0)))
        .containsSubsequence(
            "ce_id=4711#1", "id=4711#1", "ce_part=1", "ce_parts=2", "ce_entityversion=3");
    assertThat(headers(records.get(1)))
        .containsSubsequence(
            "ce_id=4711#2", "id=4711#2", "ce_part=2", "ce_parts=2", "ce_entityversion=3");
    assertThat(counters.upcast()).isEqualTo(1);
  }

  @Test
  void parts_of_an_event_without_an_id_get_one() {
    List<OutgoingRecord> records =
        encoder(OnFailure.FAIL).accepted(event("order.listed", "{\"n\":[7,8]}"));

    assertThat(headers(records.get(1))).contains("ce_id=4711#2");
  }

  @Test
  void a_dropped_event_is_no_record_and_is_counted() {
    assertThat(encoder(OnFailure.FAIL).accepted(event("order.pinged", "{}"))).isEmpty();
    assertThat(counters.dropped()).isEqualTo(1);
  }

  @Test
  void an_exception_is_reported_in_the_shape_of_its_event() {
    LogEntry.Accepted fact =
        new LogEntry.Accepted(
            List.of(event("order.listed", "{\"n\":[7,8]}"), event("order.pinged", "{}")),
            null,
            new VersionMismatch(ExpectedVersion.NONE, 2));

    List<List<OutgoingRecord>> records = encoder(OnFailure.FAIL).exceptions(fact);

    assertThat(records).hasSize(2);
    assertThat(records.get(0)).extracting(OutgoingRecord::topic).containsOnly("exceptions");
    assertThat(headers(records.get(0).get(1)))
        .contains("ce_part=2", "annals-outcome=exception", "annals-expected=none");
    assertThat(records.get(1)).isEmpty();
  }

  @Test
  void a_failure_stops_the_task_with_a_sentence() {
    assertThatThrownBy(() -> encoder(OnFailure.FAIL).accepted(event("order.placed", "no JSON")))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "order/17@3 (order.placed, schema version 1) cannot be upcast: its payload is not JSON"
                + " (line 1, column 1), but rule 1 (order.placed from 1) needs JSON. Nothing was"
                + " skipped. Mend the rules and restart the task, or set upcast.on.failure to"
                + " dead-letter or emit-as-stored");
    assertThat(counters.failed()).isEqualTo(1);
  }

  @Test
  void a_failure_goes_to_the_dead_letters_as_it_is_stored() {
    OutgoingRecord record =
        encoder(OnFailure.DEAD_LETTER)
            .accepted(event("order.placed", "no JSON", "ce_type", "order.placed"))
            .get(0);

    assertThat(record.topic()).isEqualTo("order.not-upcast");
    assertThat(value(record)).isEqualTo("no JSON");
    assertThat(headers(record))
        .contains("ce_type=order.placed", "ce_entityversion=3")
        .anyMatch(text -> text.startsWith("annals-upcast-failure=its payload is not JSON"));
    assertThat(counters.failed()).isEqualTo(1);
  }

  @Test
  void a_failure_is_emitted_as_stored_with_a_header_that_says_why() {
    OutgoingRecord record =
        encoder(OnFailure.EMIT_AS_STORED).accepted(event("order.placed", "{\"n\":\"x\"}")).get(0);

    assertThat(record.topic()).isEqualTo("accepted");
    assertThat(value(record)).isEqualTo("{\"n\":\"x\"}");
    assertThat(headers(record))
        .anyMatch(
            text ->
                text.startsWith(
                    "annals-upcast-failure=rule 1 (order.placed from 1): the expression fails"));
    assertThat(headers(record)).noneMatch(text -> text.startsWith("ce_schemaversion"));
  }
}
