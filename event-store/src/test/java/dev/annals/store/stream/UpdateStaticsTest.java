package dev.annals.store.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.decision.Register;
import dev.annals.model.decision.StreamTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpdateStaticsTest {
  private static final StreamId STREAM = new StreamId("order", "1");
  private static final Source SOURCE = new Source("orders", 0, "1");
  private static final RecordedEvent EVENT =
      new RecordedEvent(
          STREAM,
          1,
          NewEvent.of(EventId.of("a"), "placed", null),
          Instant.EPOCH,
          new SourcePosition(SOURCE, 7),
          0);

  @Test
  void events_advance_the_head_and_the_register_on_condition_of_both() {
    assertThat(UpdateStatics.text(transaction(false, false, List.of(EVENT)), false))
        .isEqualTo(
            "UPDATE events SET head = :head_after, sources[:set_source_0] = :register_after_0"
                + " WHERE entity_type = :entity_type AND entity_id = :entity_id AND bucket = :bucket"
                + " IF head = :head_before AND sources[:source_0] = :register_before_0"
                + " AND closed = null");
  }

  @Test
  void onto_nothing_no_source_may_have_a_register() {
    assertThat(UpdateStatics.text(transaction(false, false, List.of(EVENT)), true))
        .contains("sources[:set_source_0] = :register_after_0 WHERE")
        .endsWith("IF head = :head_before AND sources = null AND closed = null");
  }

  @Test
  void a_marker_leaves_the_head_alone() {
    assertThat(UpdateStatics.text(transaction(false, false, List.of()), false))
        .contains("SET sources[:set_source_0] = :register_after_0 WHERE")
        .contains("IF head = :head_before");
  }

  @Test
  void a_marker_that_opens_a_bucket_carries_head_and_all_registers() {
    assertThat(UpdateStatics.text(transaction(true, false, List.of()), false))
        .contains("SET head = :head_after, sources = :sources WHERE");
  }

  @Test
  void a_closed_stream_stays_closed_in_the_bucket_it_opens() {
    assertThat(UpdateStatics.text(transaction(true, true, List.of()), false))
        .contains("closed = true WHERE")
        .endsWith("closed = null");
    assertThat(UpdateStatics.text(transaction(false, true, List.of()), false))
        .endsWith("closed = true");
  }

  @Test
  void a_closing_append_closes_in_the_bucket_it_lands_in_on_condition_that_it_is_open() {
    assertThat(UpdateStatics.text(closing(false), false))
        .contains(", closed = true")
        .endsWith("closed = null");
    assertThat(UpdateStatics.text(closing(true), false))
        .contains(", closed = true")
        .endsWith("closed = null");
  }

  private static StreamTransaction closing(boolean opensBucket) {
    return transaction(opensBucket, false, true, List.of(EVENT));
  }

  private static StreamTransaction transaction(
      boolean opensBucket, boolean closed, List<RecordedEvent> events) {
    return transaction(opensBucket, closed, false, events);
  }

  private static StreamTransaction transaction(
      boolean opensBucket, boolean closed, boolean closes, List<RecordedEvent> events) {
    return new StreamTransaction(
        STREAM,
        opensBucket ? 1 : 0,
        opensBucket,
        opensBucket ? 500 : 0,
        closed,
        closes,
        events,
        Map.of(SOURCE, StreamTransaction.NO_REGISTER),
        Map.of(SOURCE, new Register(7, 1)),
        Map.of());
  }
}
