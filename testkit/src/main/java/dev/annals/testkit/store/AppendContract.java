package dev.annals.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.OnConflict;
import dev.annals.model.Outcome;
import dev.annals.model.RecordedEvent;
import dev.annals.model.RejectionReason;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.VersionMismatch;
import dev.annals.model.decision.AppendLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accepted or rejected, by expected version. */
abstract class AppendContract extends StoreScenario {
  AppendContract(EventStoreContract contract) {
    super(contract);
  }

  @Test
  void the_first_event_becomes_version_1() {
    Instant before = Instant.now().minusSeconds(60);

    Outcome.Accepted accepted = accept(request(7, "any", "a"));

    RecordedEvent first = accepted.events().get(0);
    assertThat(first.stream()).isEqualTo(stream);
    assertThat(first.version()).isEqualTo(1);
    assertThat(first.event()).isEqualTo(event("a"));
    assertThat(first.at()).isEqualTo(new SourcePosition(source, 7));
    assertThat(first.index()).isZero();
    assertThat(first.recordedAt()).isBetween(before, Instant.now().plusSeconds(60));
    assertThat(accepted.predecessor()).isNull();
    assertThat(accepted.exception()).isNull();
    assertThat(head()).isEqualTo(1);
  }

  @Test
  void versions_are_dense_and_each_names_where_the_one_before_came_from() {
    accept(request(10, "any", "a"));
    accept(request(20, "any", "b", "c"));

    Outcome.Accepted third = accept(request(30, "any", "d"));

    assertThat(third.firstVersion()).isEqualTo(4);
    assertThat(third.predecessor()).isEqualTo(new SourcePosition(source, 20));
    assertThat(ids()).containsExactly("a", "b", "c", "d");
  }

  @ParameterizedTest(name = "expected {0} at head {1}: {2}")
  @CsvSource({
    "any,    0, accepted",
    "any,    2, accepted",
    "none,   0, accepted",
    "none,   2, rejected",
    "exists, 0, rejected",
    "exists, 2, accepted",
    "0,      0, accepted",
    "1,      0, rejected",
    "1,      2, rejected",
    "2,      2, accepted",
    "3,      2, rejected",
  })
  void the_expected_version_decides(String expected, int head, String outcome) {
    if (head > 0) {
      grow(newSource(), head);
    }

    if (outcome.equals("accepted")) {
      assertThat(accept(request(0, expected, "x")).firstVersion()).isEqualTo(head + 1);
      return;
    }
    Outcome.Rejected rejected = reject(request(0, expected, "x"));

    assertThat(rejected.reason()).isEqualTo(RejectionReason.VERSION_CONFLICT);
    assertThat(rejected.expected()).isEqualTo(ExpectedVersion.parse(expected));
    assertThat(rejected.actual()).isEqualTo(head);
    assertThat(rejected.message()).isNotBlank();
    assertThat(head()).isEqualTo(head);
  }

  @Test
  void the_loser_is_told_who_won() {
    accept(request(0, "none", "a"));
    accept(request(newSource(), 0, "1", "winner"));

    assertThat(reject(request(1, "1", "loser")).rival()).isEqualTo(EventId.of("winner"));
  }

  @Test
  void a_fact_that_met_another_version_is_accepted_with_an_exception() {
    grow(newSource(), 2);

    Outcome.Accepted below = accept(fact(0, "1", "x"));
    Outcome.Accepted above = accept(fact(1, "9", "y"));
    Outcome.Accepted met = accept(fact(2, "4", "z"));

    assertThat(below.exception()).isEqualTo(new VersionMismatch(ExpectedVersion.of(1), 2));
    assertThat(above.exception()).isEqualTo(new VersionMismatch(ExpectedVersion.of(9), 3));
    assertThat(met.exception()).isNull();
    assertThat(ids()).containsExactly("e1", "e2", "x", "y", "z");
  }

  @Test
  void an_append_of_several_events_is_whole_or_not_at_all() {
    Outcome.Accepted accepted = accept(request(0, "none", "a", "b", "c"));
    reject(request(1, "1", "d", "e"));

    assertThat(accepted.events()).extracting(RecordedEvent::version).containsExactly(1L, 2L, 3L);
    assertThat(accepted.events()).extracting(RecordedEvent::index).containsExactly(0, 1, 2);
    assertThat(ids()).containsExactly("a", "b", "c");
  }

  @Test
  void requests_that_come_together_are_decided_in_order_with_one_refused_in_the_middle() {
    List<Outcome> outcomes =
        append(
            request(0, "none", "a"),
            request(1, "1", "b"),
            request(2, "1", "late"),
            request(3, "7", "early"),
            request(4, "2", "c"));

    assertThat(outcomes)
        .extracting(Object::getClass)
        .containsExactly(
            Outcome.Accepted.class,
            Outcome.Accepted.class,
            Outcome.Rejected.class,
            Outcome.Rejected.class,
            Outcome.Accepted.class);
    assertThat(((Outcome.Rejected) outcomes.get(2)).rival()).isEqualTo(EventId.of("b"));
    assertThat(ids()).containsExactly("a", "b", "c");
  }

  @Test
  void two_sources_feed_one_stream() {
    Source other = newSource();
    grow(newSource(), 1);

    List<Outcome> outcomes =
        append(
            request(source, 50, "any", "a"),
            request(other, 3, "any", "b"),
            request(source, 51, "3", "c"),
            request(other, 4, "3", "late"));

    Outcome.Accepted third = (Outcome.Accepted) outcomes.get(2);
    assertThat(third.predecessor()).isEqualTo(new SourcePosition(other, 3));
    assertThat(outcomes.get(3)).isInstanceOf(Outcome.Rejected.class);
    assertThat(ids()).containsExactly("e1", "a", "b", "c");
  }

  @Test
  void more_events_than_one_append_may_have_are_refused() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i <= AppendLimits.MAX_EVENTS; i++) {
      ids.add("x" + i);
    }
    AppendRequest tooLarge = request(0, "any", ids.toArray(String[]::new));

    assertThat(reject(tooLarge).reason()).isEqualTo(RejectionReason.TOO_LARGE);
    accept(request(1, "none", "a"));
    assertThat(reject(tooLarge).reason()).as("asked again").isEqualTo(RejectionReason.TOO_LARGE);
    assertThat(ids()).containsExactly("a");
  }

  @Test
  void the_largest_append_is_accepted() {
    String payload = "x".repeat(AppendLimits.MAX_BYTES - 200);
    AppendRequest large =
        request(source, 0, "none", OnConflict.REJECT, List.of(event("a", payload)));

    assertThat(accept(large).events()).hasSize(1);
    assertThat(ids()).containsExactly("a");
  }
}
