package dev.annals.connector.record;

import static dev.annals.connector.record.Incoming.AT;
import static dev.annals.connector.record.Incoming.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.AppendRequest;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.StreamId;
import org.junit.jupiter.api.Test;

class PresetTest {
  private static final RecordMapping OUTBOX = RecordMapping.of(Preset.DEBEZIUM_OUTBOX);
  private static final RecordMapping PLAIN = RecordMapping.of(Preset.PLAIN);

  @Test
  void the_outbox_router_s_headers_make_an_event() {
    AppendRequest append =
        record()
            .header("id", "9d3a")
            .header("eventType", "OrderPlaced")
            .header("aggregatetype", "order")
            .append(OUTBOX);

    assertThat(append.stream()).isEqualTo(new StreamId("order", "4711"));
    assertThat(append.events().get(0).id()).isEqualTo(EventId.of("9d3a"));
    assertThat(append.events().get(0).type()).isEqualTo("OrderPlaced");
  }

  @Test
  void an_outbox_record_without_a_type_says_which_header_is_missing() {
    assertThat(record().header("id", "9d3a").undecodable(OUTBOX).message())
        .isEqualTo(
            "orders-0@17: the record has no event type: say it in header eventType, or set"
                + " event.type");
  }

  @Test
  void plain_records_need_no_header() {
    AppendRequest append = record().append(PLAIN);

    assertThat(append.stream()).isEqualTo(new StreamId("orders", "4711"));
    assertThat(append.expected()).isEqualTo(ExpectedVersion.ANY);
    assertThat(append.events().get(0).id()).isEqualTo(EventId.of(AT, 0));
    assertThat(append.events().get(0).type()).isEqualTo("orders");
  }

  @Test
  void plain_records_may_have_headers() {
    AppendRequest append =
        record()
            .header("id", "e1")
            .header("type", "placed")
            .header("expected-version", "none")
            .append(PLAIN);

    assertThat(append.expected()).isEqualTo(ExpectedVersion.NONE);
    assertThat(append.events().get(0).id()).isEqualTo(EventId.of("e1"));
    assertThat(append.events().get(0).type()).isEqualTo("placed");
  }

  @Test
  void plain_records_without_a_key_say_what_they_need() {
    assertThat(record().key(null).undecodable(PLAIN).message())
        .isEqualTo(
            "orders-0@17: the record names no entity: give it a key, or say it in no header");
  }

  @Test
  void a_preset_is_spelled_as_in_settings() {
    assertThat(Preset.of("debezium-outbox")).isEqualTo(Preset.DEBEZIUM_OUTBOX);
    assertThatThrownBy(() -> Preset.of("axon")).hasMessage("there is no preset axon");
  }
}
