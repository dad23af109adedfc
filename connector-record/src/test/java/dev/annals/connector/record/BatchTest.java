package dev.annals.connector.record;

import static dev.annals.connector.record.Incoming.TIMESTAMP;
import static dev.annals.connector.record.Incoming.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTest {
  private static final String PLACED =
      event("e1", ",\"subject\":\"s1\",\"data\":{\"ä\": [1, 2.50]}");
  private static final String PAID = event("e2", ",\"subject\":\"s1\" ");

  @Test
  void an_array_is_one_append_of_its_events_in_order() {
    AppendRequest append = batch("[ " + PLACED + " ,\n" + PAID + "]").append();

    assertThat(append.stream()).isEqualTo(new StreamId("orders", "4711"));
    assertThat(append.events())
        .extracting(NewEvent::id)
        .containsExactly(EventId.of("/shop", "e1"), EventId.of("/shop", "e2"));
  }

  @Test
  void each_payload_is_its_element_to_the_byte() {
    AppendRequest append = batch("[ " + PLACED + " ,\n" + PAID + "]").append();

    assertThat(append.events())
        .extracting(NewEvent::payload)
        .containsExactly(Bytes.of(PLACED.getBytes(UTF_8)), Bytes.of(PAID.getBytes(UTF_8)));
    assertThat(append.events())
        .extracting(NewEvent::contentType)
        .containsOnly("application/cloudevents+json");
  }

  @Test
  void a_long_array_is_cut_at_the_right_places() {
    List<String> elements = new ArrayList<>();
    for (int index = 0; index < AppendLimits.MAX_EVENTS; index++) {
      elements.add(event("e" + index, ",\"data\":\"" + "€".repeat(index % 97) + "\""));
    }
    AppendRequest append = batch("[" + String.join(", ", elements) + "]").append();

    assertThat(append.events())
        .extracting(NewEvent::payload)
        .isEqualTo(elements.stream().map(text -> Bytes.of(text.getBytes(UTF_8))).toList());
  }

  @Test
  void its_events_carry_the_headers_of_one_event() {
    NewEvent event = batch("[" + PLACED + "]").header("trace", "t1").append().events().get(0);
    HeaderCodec.Envelope envelope = Incoming.envelope(event);

    assertThat(envelope.timestamp()).isEqualTo(TIMESTAMP);
    assertThat(envelope.headers())
        .extracting(header -> header.key() + "=" + new String((byte[]) header.value(), UTF_8))
        .containsExactly("content-type=application/cloudevents+json", "trace=t1");
  }

  @Test
  void without_a_key_the_subject_they_share_names_the_entity() {
    assertThat(batch("[" + PLACED + "," + PAID + "]").key(null).append().stream().entityId())
        .isEqualTo("s1");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', any",
    "',\"expectedversion\":3', '', 3",
    "',\"expectedversion\":3', ',\"expectedversion\":\"3\"', 3"
  })
  void the_first_event_says_what_version_the_append_expects(
      String first, String second, String expected) {
    AppendRequest append =
        batch("[" + event("e1", first) + "," + event("e2", second) + "]").append();

    assertThat(append.expected()).isEqualTo(ExpectedVersion.parse(expected));
  }

  @Test
  void a_header_may_say_the_expected_version_instead() {
    AppendRequest append =
        batch("[" + PLACED + "," + PAID + "]").header("ce_expectedversion", "none").append();

    assertThat(append.expected()).isEqualTo(ExpectedVersion.NONE);
  }

  @Test
  void a_setting_names_the_content_type() {
    RecordMapping mapping =
        new RecordMapping(
            Preset.CLOUDEVENTS,
            Preset.CLOUDEVENTS.headers(),
            null,
            null,
            "Application/X-Events",
            OnConflict.REJECT,
            Set.of(),
            VersionMode.NEXT);
    Incoming own =
        record().header("content-type", "application/x-events").value("[" + PLACED + "]");

    assertThat(own.append(mapping).events()).hasSize(1);
    assertThat(batch("[" + PLACED + "]").undecodable(mapping).message())
        .isEqualTo(
            "orders-0@17: content type application/cloudevents-batch+json is a batch, but not the"
                + " one that is read: send application/x-events or set batch.content.type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|the batch is empty: send at least one event",
        "{}|a batch is a JSON array of CloudEvents, but the value is no array",
        "''|a batch is a JSON array of CloudEvents, but the value is no array",
        "[1]|element 1 of the batch is no object",
        "[A|the batch is not JSON (line 1, column 2): send an array of CloudEvents",
        "[E1,E2|the batch is not JSON",
        "[E1] []|the batch goes on after its array: send one array in a record",
        "[E1,{}]|event 2 of the batch: the CloudEvent has no attribute specversion that is a text",
        "[E1,OTHER]|event 2 of the batch: it is about another entity than the first (quote/4711, not"
            + " orders/4711): an atomic append has one entity",
        "[E1,LATER]|event 2 of the batch: it expects another version than the first: an atomic append"
            + " has one expected version, that of the stream before it"
      })
  void a_batch_that_is_none_says_why(String value, String message) {
    String text =
        value
            .replace("E1", PLACED)
            .replace("E2", PAID)
            .replace("OTHER", event("e3", ",\"entitytype\":\"quote\""))
            .replace("LATER", event("e3", ",\"expectedversion\":4"));

    assertThat(batch(text).undecodable().message()).startsWith("orders-0@17: " + message);
  }

  @Test
  void a_batch_of_too_many_events_says_so() {
    String events = (PLACED + ",").repeat(AppendLimits.MAX_EVENTS) + PLACED;

    assertThat(batch("[" + events + "]").undecodable().message())
        .isEqualTo("orders-0@17: the batch has more than 500 events: split it");
  }

  @Test
  void a_megabyte_of_headers_is_not_kept_for_each_of_five_hundred_events() {
    List<String> elements = new ArrayList<>();
    for (int index = 0; index < AppendLimits.MAX_EVENTS; index++) {
      elements.add(event("e" + index, ""));
    }
    Incoming batch =
        batch("[" + String.join(",", elements) + "]").header("large", new byte[1 << 20]);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    assertThat(batch.undecodable().message()).contains("at most 1,048,576 fit one append");
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(50L << 20);
  }

  private static String event(String id, String more) {
    return "{\"specversion\":\"1.0\", \"id\":\"%s\",\"source\":\"/shop\",\"type\":\"t\"%s}"
        .formatted(id, more);
  }

  private static Incoming batch(String value) {
    return record().header("content-type", "application/cloudevents-batch+json").value(value);
  }
}
