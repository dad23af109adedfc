package dev.annals.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.Outcome;
import dev.annals.model.Outcome.Duplicate;
import dev.annals.model.RejectionReason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ONCE: the same event, sent again at another position. */
abstract class DuplicateContract extends StoreScenario {
  private static final int WINDOW = EventStoreContract.LIMITS.dedupeWindow();

  DuplicateContract(EventStoreContract contract) {
    super(contract);
  }

  @Test
  void an_event_sent_twice_is_appended_once() {
    accept(request(0, "any", "a"));
    accept(request(1, "any", "b"));

    assertThat(append(request(2, "any", "a"))).containsExactly(new Duplicate(1));
    assertThat(ids()).containsExactly("a", "b");
  }

  @Test
  void an_event_sent_twice_in_one_go_is_appended_once() {
    List<Outcome> outcomes = append(request(0, "any", "a"), request(1, "any", "a"));

    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Accepted.class);
    assertThat(outcomes.get(1)).isEqualTo(new Duplicate(1));
    assertThat(ids()).containsExactly("a");
  }

  @Test
  void an_event_sent_by_another_source_is_a_duplicate_too() {
    accept(request(0, "any", "a"));

    assertThat(append(request(newSource(), 9, "any", "a"))).containsExactly(new Duplicate(1));
  }

  @Test
  void a_client_that_remembers_nothing_finds_the_last_of_the_window_and_none_beyond() {
    grow(newSource(), WINDOW + 1);

    assertThat(appendThroughAnother("e2")).isEqualTo(new Duplicate(2));
    assertThat(appendThroughAnother("e1")).isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void the_window_reaches_into_the_bucket_before() {
    int bucketSize = EventStoreContract.LIMITS.bucketSize();
    grow(newSource(), bucketSize + WINDOW / 2);
    int oldestSeen = bucketSize - WINDOW / 2 + 1;

    assertThat(appendThroughAnother("e" + oldestSeen)).isEqualTo(new Duplicate(oldestSeen));
    assertThat(appendThroughAnother("e" + (oldestSeen - 1))).isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void a_retry_of_a_numbered_append_is_a_duplicate_however_far_the_head_went() {
    accept(request(0, "none", "a"));
    accept(request(1, "1", "b", "c"));
    grow(newSource(), 3 + 2 * WINDOW);

    assertThat(append(request(2, "1", "b", "c"))).containsExactly(new Duplicate(2));
    assertThat(append(request(3, "none", "a"))).containsExactly(new Duplicate(1));
    assertThat(reject(request(4, "1", "b", "x")).rival()).isEqualTo(EventId.of("b"));
  }

  @Test
  void the_same_id_with_another_payload_is_rejected() {
    accept(request(0, "any", "a"));
    List<NewEvent> reused = List.of(event("a", "something else"));

    Outcome.Rejected byWindow = reject(request(source, 1, "any", OnConflict.REJECT, reused));
    Outcome.Rejected byVersion = reject(request(source, 2, "none", OnConflict.REJECT, reused));

    assertThat(byWindow.reason()).isEqualTo(RejectionReason.ID_REUSED);
    assertThat(byWindow.rival()).isEqualTo(EventId.of("a"));
    assertThat(byVersion.reason()).isEqualTo(RejectionReason.ID_REUSED);
  }

  @Test
  void an_append_of_several_events_is_a_duplicate_only_as_a_whole() {
    accept(request(0, "any", "a", "b", "c"));

    assertThat(append(request(1, "any", "a", "b", "c"))).containsExactly(new Duplicate(1));
    assertThat(append(request(2, "any", "b", "c"))).containsExactly(new Duplicate(2));
    assertThat(reject(request(3, "any", "c", "d")).reason()).isEqualTo(RejectionReason.PARTLY_SEEN);
    assertThat(reject(request(4, "any", "b", "a")).reason()).isEqualTo(RejectionReason.PARTLY_SEEN);
    assertThat(reject(request(5, "any", "d", "d")).reason()).isEqualTo(RejectionReason.ID_REPEATED);
    assertThat(ids()).containsExactly("a", "b", "c");
  }

  @Test
  void an_append_of_several_events_that_the_window_ends_in_is_a_duplicate() {
    accept(request(0, "any", "a", "b", "c"));
    grow(newSource(), WINDOW + 2);

    assertThat(appendThroughAnother("a", "b", "c")).isEqualTo(new Duplicate(1));
  }

  @Test
  void a_fact_sent_twice_is_a_duplicate() {
    accept(fact(0, "5", "a"));

    assertThat(append(fact(1, "5", "a"))).containsExactly(new Duplicate(1));
  }

  private Outcome appendThroughAnother(String... ids) {
    return Answers.of(anotherClient().append(List.of(request(newSource(), 0, "any", ids)))).get(0);
  }
}
