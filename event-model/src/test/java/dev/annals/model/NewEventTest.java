package dev.annals.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewEventTest {
  private static final EventId ID = EventId.of("a");

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T10:11:12.345678Z, 2026-11-23T10:11:12.345Z",
    "1969-12-31T23:59:59.9999Z,   1969-12-31T23:59:59.999Z",
    "1970-01-01T00:00:00Z,        1970-01-01T00:00:00Z",
  })
  void its_time_is_kept_to_the_millisecond(Instant given, Instant kept) {
    assertThat(at(given).eventTime()).isEqualTo(kept);
  }

  @Test
  void a_time_that_no_store_can_hold_is_refused() {
    assertThatThrownBy(() -> at(Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("+1000000000-12-31T23:59:59.999999999Z");
    assertThatThrownBy(() -> at(Instant.MIN)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void texts_that_utf8_cannot_hold_are_refused() {
    String half = "x\ud800";

    assertThatThrownBy(() -> NewEvent.of(ID, half, null)).hasMessageContaining("event type");
    assertThatThrownBy(() -> with(half, null, Map.of())).hasMessageContaining("schema id");
    assertThatThrownBy(() -> with(null, half, Map.of())).hasMessageContaining("content type");
    assertThatThrownBy(() -> with(null, null, Map.of(half, "")))
        .hasMessageContaining("name of an attribute");
    assertThatThrownBy(() -> with(null, null, Map.of("correlationid", half)))
        .hasMessageContaining("attribute correlationid");
  }

  @Test
  void type_and_schema_version_are_checked() {
    assertThatThrownBy(() -> NewEvent.of(ID, "", null)).hasMessageContaining("type is empty");
    assertThatThrownBy(() -> new NewEvent(ID, "t", 0, null, null, null, Map.of(), null, null, null))
        .hasMessageContaining("schema version");
  }

  @Test
  void the_same_content_is_type_schema_version_and_payload() {
    NewEvent event = NewEvent.of(ID, "order.placed", Bytes.of((byte) 1));

    assertThat(event.hasContentOf(NewEvent.of(EventId.of("b"), "order.placed", Bytes.of((byte) 1))))
        .isTrue();
    assertThat(event.hasContentOf(NewEvent.of(ID, "order.paid", Bytes.of((byte) 1)))).isFalse();
    assertThat(event.hasContentOf(NewEvent.of(ID, "order.placed", Bytes.of()))).isFalse();
    assertThat(event.hasContentOf(NewEvent.of(ID, "order.placed", null))).isFalse();
    assertThat(
            NewEvent.of(ID, "order.placed", null)
                .hasContentOf(NewEvent.of(ID, "order.placed", Bytes.of())))
        .as("absent is not empty")
        .isFalse();
  }

  @Test
  void the_size_of_an_append_does_not_overflow() {
    Bytes headers = Bytes.of(new byte[5_000_000]);
    NewEvent event = new NewEvent(ID, "t", 1, null, null, null, Map.of(), null, headers, null);
    AppendRequest request =
        new AppendRequest(
            new StreamId("order", "1"),
            Collections.nCopies(500, event),
            ExpectedVersion.ANY,
            OnConflict.REJECT,
            new SourcePosition(new Source("orders", 0, "i"), 0));

    assertThat(request.sizeBytes()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void an_append_has_an_event() {
    assertThatThrownBy(
            () ->
                new AppendRequest(
                    new StreamId("order", "1"),
                    List.of(),
                    ExpectedVersion.ANY,
                    OnConflict.REJECT,
                    new SourcePosition(new Source("orders", 0, "i"), 7)))
        .hasMessageContaining("orders-0@i:7");
  }

  @Test
  void a_sentence_about_what_was_refused_can_be_written() {
    assertThat(new Outcome.Undecodable("not a version: 'x\ud800'").message())
        .isEqualTo("not a version: 'x?'");
  }

  private static NewEvent at(Instant time) {
    return new NewEvent(ID, "t", 1, null, null, null, Map.of(), null, null, time);
  }

  private static NewEvent with(
      @Nullable String schemaId, @Nullable String contentType, Map<String, String> attributes) {
    return new NewEvent(ID, "t", 1, schemaId, contentType, null, attributes, null, null, null);
  }
}
