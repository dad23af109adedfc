package dev.annals.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.Outcome;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentTest {
  private static final Source SOURCE = new Source("orders", 0, "i");
  private static final Refusal DUPLICATE = refusal(new Outcome.Duplicate(1));

  @ParameterizedTest(name = "[{0}, {1}) {2}")
  @CsvSource({
    "0,     1,     fits",
    "0,     65536, fits",
    "65535, 65536, fits",
    "65536, 65537, fits",
    "0,     65537, does not",
    "65535, 65537, does not",
    "5,     5,     does not",
    "6,     5,     does not",
  })
  void lies_within_one_bucket(long first, long upto, String fits) {
    List<LogEntry> entries = List.of(entry(DUPLICATE));

    if (fits.equals("fits")) {
      assertThat(new Segment(0, SOURCE, first, upto, -1, entries).bucket())
          .isEqualTo(first / Segment.BUCKET_POSITIONS);
    } else {
      assertThatThrownBy(() -> new Segment(0, SOURCE, first, upto, -1, entries))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("orders-0@i");
    }
  }

  @Test
  void has_an_entry() {
    assertThatThrownBy(() -> new Segment(0, SOURCE, 0, 1, -1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_entry_of_a_refusal_carries_its_events_but_for_a_duplicate() {
    Refusal undecodable = refusal(new Outcome.Undecodable("why"));

    assertThat(((LogEntry.NotAccepted) entry(DUPLICATE)).events()).isEmpty();
    assertThat(((LogEntry.NotAccepted) entry(undecodable)).events()).hasSize(1);
  }

  @Test
  void a_record_without_a_stream_has_no_entry() {
    Refusal refusal =
        new Refusal(
            DUPLICATE.at(),
            null,
            new Outcome.Undecodable("why"),
            ExpectedVersion.ANY,
            List.of(),
            Instant.EPOCH);

    assertThat(refusal.toEntry()).isNull();
  }

  private static LogEntry entry(Refusal refusal) {
    return Objects.requireNonNull(refusal.toEntry());
  }

  private static Refusal refusal(Outcome.NotAccepted outcome) {
    return new Refusal(
        new SourcePosition(SOURCE, 5),
        new StreamId("order", "1"),
        outcome,
        ExpectedVersion.ANY,
        List.of(NewEvent.of(EventId.of("a"), "order.placed", null)),
        Instant.EPOCH);
  }
}
