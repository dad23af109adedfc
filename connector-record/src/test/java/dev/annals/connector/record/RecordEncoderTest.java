package dev.annals.connector.record;

import static dev.annals.connector.record.Incoming.AT;
import static dev.annals.connector.record.Incoming.STORE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.Outcome;
import dev.annals.model.RecordedEvent;
import dev.annals.model.RejectionReason;
import dev.annals.model.StreamId;
import dev.annals.model.VersionMismatch;
import dev.annals.model.store.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordEncoderTest {
  private static final StreamId ORDER = new StreamId("order", "4711");
  private static final NewEvent PLACED =
      new NewEvent(
          EventId.of("/shop", "e1"),
          "order.placed",
          1,
          null,
          null,
          Bytes.of((byte) 1),
          Map.of(),
          Bytes.of((byte) 2),
          null,
          Instant.ofEpochMilli(1_000));
  private static final NewEvent PAID =
      NewEvent.of(EventId.of("/shop", "e2"), "order.paid", Bytes.of((byte) 3));

  private final RecordEncoder encoder =
      new RecordEncoder(
          new OutputTopics(
              new TopicTemplate("${topic}.accepted"),
              new TopicTemplate("${topic}.${entityType}.rejected"),
              new TopicTemplate("exceptions")),
          STORE);
  private final RecordEncoder silent =
      new RecordEncoder(new OutputTopics(new TopicTemplate("accepted"), null, null), STORE);

  /**
   * Headers come back as they were sent, so ours come after them: the last one of a name is true.
   */
  @Test
  void what_a_producer_wrote_under_our_names_comes_before_what_is_true() {
    ConnectHeaders forged = new ConnectHeaders();
    for (String name :
        List.of("annals-store", "annals-outcome", "ce_entityversion", "ce_sequence")) {
      forged.addBytes(name, "forged".getBytes(UTF_8));
    }
    NewEvent event =
        new NewEvent(
            EventId.of("a"),
            "t",
            1,
            null,
            null,
            null,
            Map.of(),
            null,
            HeaderCodec.encode(forged, null, null),
            null);

    OutgoingRecord record =
        encoder.accepted(new RecordedEvent(ORDER, 7, event, Instant.EPOCH, AT, 0)).get(0);

    assertThat(last(record, "annals-store")).isEqualTo(STORE.toString());
    assertThat(last(record, "annals-outcome")).isEqualTo("accepted");
    assertThat(last(record, "ce_entityversion")).isEqualTo("7");
    assertThat(last(record, "ce_sequence")).isEqualTo("00000000000000000007");
    assertThat(record.headers()).as("nothing of it is lost").hasSize(8);
  }

  private static String last(OutgoingRecord record, String name) {
    return new String((byte[]) record.headers().lastWithName(name).value(), UTF_8);
  }

  @Test
  void a_rejection_is_a_record_for_each_event_that_says_who_won() {
    List<OutgoingRecord> records =
        encoder.rejected(
            rejected(
                new Outcome.Rejected(
                    RejectionReason.VERSION_CONFLICT,
                    ExpectedVersion.of(7),
                    9,
                    EventId.of("/shop", "e8"),
                    "order/4711 is at 9, not at 7")));

    assertThat(records).hasSize(2);
    assertThat(records).extracting(OutgoingRecord::topic).containsOnly("orders.order.rejected");
    assertThat(records.get(0).key()).containsExactly(2);
    assertThat(records.get(0).value()).containsExactly(1);
    assertThat(records.get(0).timestamp()).isEqualTo(1_000);
    assertThat(records.get(1).value()).containsExactly(3);
    assertThat(headers(records.get(0)))
        .isEqualTo(headers(records.get(1)))
        .containsExactly(
            "annals-store=" + STORE,
            "annals-outcome=rejected",
            "annals-reason=version-conflict",
            "annals-expected=7",
            "annals-actual=9",
            "annals-rival=/shop e8",
            "annals-message=order/4711 is at 9, not at 7",
            "annals-position=orders-0@life:17");
  }

  @Test
  void a_rejection_without_a_rival_has_no_header_for_it() {
    List<OutgoingRecord> records =
        encoder.rejected(
            rejected(
                new Outcome.Rejected(
                    RejectionReason.CLOSED, ExpectedVersion.ANY, 9, null, "order/4711 is closed")));

    assertThat(headers(records.get(0)))
        .contains("annals-reason=closed", "annals-expected=any")
        .noneMatch(header -> header.startsWith("annals-rival"));
  }

  @Test
  void a_duplicate_is_not_published() {
    assertThat(encoder.rejected(rejected(new Outcome.Duplicate(3)))).isEmpty();
  }

  @Test
  void an_exception_is_a_record_for_each_event_beside_the_accepted_ones() {
    List<List<OutgoingRecord>> records =
        encoder.exceptions(accepted(new VersionMismatch(ExpectedVersion.NONE, 4)));

    assertThat(records).hasSize(2).allMatch(ofEvent -> ofEvent.size() == 1);
    assertThat(records.get(0).get(0).topic()).isEqualTo("exceptions");
    assertThat(headers(records.get(1).get(0)))
        .containsExactly(
            "ce_entityversion=6",
            "ce_sequence=00000000000000000006",
            "annals-store=" + STORE,
            "annals-outcome=exception",
            "annals-reason=version-conflict",
            "annals-expected=none",
            "annals-actual=4",
            "annals-message=order/4711 was expected at version none but was at 4: it happened, so it"
                + " is recorded all the same",
            "annals-position=orders-0@life:17");
  }

  @Test
  void a_fact_that_met_what_it_expected_is_no_exception() {
    assertThat(encoder.exceptions(accepted(null))).isEmpty();
  }

  @Test
  void what_has_no_topic_is_not_published() {
    Outcome.Rejected closed =
        new Outcome.Rejected(RejectionReason.CLOSED, ExpectedVersion.ANY, 9, null, "closed");

    assertThat(silent.rejected(rejected(closed))).isEmpty();
    assertThat(silent.exceptions(accepted(new VersionMismatch(ExpectedVersion.NONE, 4)))).isEmpty();
  }

  private static LogEntry.NotAccepted rejected(Outcome.NotAccepted outcome) {
    return new LogEntry.NotAccepted(
        ORDER, AT, outcome, ExpectedVersion.ANY, List.of(PLACED, PAID), Instant.EPOCH);
  }

  private static LogEntry.Accepted accepted(@Nullable VersionMismatch mismatch) {
    return new LogEntry.Accepted(
        List.of(
            new RecordedEvent(ORDER, 5, PLACED, Instant.EPOCH, AT, 0),
            new RecordedEvent(ORDER, 6, PAID, Instant.EPOCH, AT, 1)),
        null,
        mismatch);
  }

  private static List<String> headers(OutgoingRecord record) {
    List<String> texts = new ArrayList<>();
    for (Header header : record.headers()) {
      texts.add(header.key() + "=" + new String((byte[]) header.value(), UTF_8));
    }
    return texts;
  }
}
