package dev.annals.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.Outcome;
import dev.annals.model.Outcome.Duplicate;
import dev.annals.model.RejectionReason;
import dev.annals.model.VersionMismatch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** DECIDED: the same position again, as after a crash of whoever feeds the source. */
abstract class RedeliveryContract extends StoreScenario {
  RedeliveryContract(EventStoreContract contract) {
    super(contract);
  }

  @Test
  void an_accepted_append_stays_accepted_at_its_versions() {
    grow(newSource(), 1);
    AppendRequest request = request(5, "1", "a", "b");
    Outcome.Accepted accepted = accept(request);
    accept(request(6, "any", "c"));

    assertThat(append(request)).containsExactly(accepted);
    assertThat(appendThroughAnother(request)).containsExactly(accepted);
    assertThat(ids()).containsExactly("e1", "a", "b", "c");
  }

  @Test
  void an_accepted_fact_keeps_its_exception() {
    AppendRequest request = fact(5, "7", "a");
    Outcome.Accepted accepted = accept(request);

    assertThat(append(request)).containsExactly(accepted);
    assertThat(accepted.exception()).isEqualTo(new VersionMismatch(ExpectedVersion.of(7), 0));
  }

  @Test
  void an_accepted_append_is_found_in_an_older_bucket() {
    AppendRequest request = request(5, "none", "a");
    Outcome.Accepted accepted = accept(request);
    grow(newSource(), EventStoreContract.LIMITS.bucketSize() + 1);

    assertThat(appendThroughAnother(request)).containsExactly(accepted);
  }

  @Test
  void a_duplicate_stays_a_duplicate_when_the_window_has_moved_on() {
    accept(request(0, "any", "a"));
    AppendRequest request = request(1, "any", "a");
    assertThat(append(request)).containsExactly(new Duplicate(1));
    grow(newSource(), 2 * EventStoreContract.LIMITS.dedupeWindow());

    assertThat(append(request)).containsExactly(new Duplicate(1));
    assertThat(appendThroughAnother(request)).containsExactly(new Duplicate(1));
  }

  @Test
  void a_request_that_expected_too_much_stays_rejected_when_the_head_gets_there() {
    AppendRequest request = request(5, "2", "x");
    reject(request);
    grow(newSource(), 2);

    reject(request);
    assertThat(appendThroughAnother(request)).hasOnlyElementsOfType(Outcome.Rejected.class);
    assertThat(ids()).containsExactly("e1", "e2");
  }

  @Test
  void a_request_that_expected_a_stream_stays_rejected_when_there_is_one() {
    AppendRequest request = request(5, "exists", "x");
    reject(request);
    grow(newSource(), 1);

    assertThat(appendThroughAnother(request)).hasOnlyElementsOfType(Outcome.Rejected.class);
    assertThat(ids()).containsExactly("e1");
  }

  @Test
  void a_request_that_expected_too_little_stays_rejected() {
    grow(newSource(), 2);
    AppendRequest request = request(5, "1", "x");
    reject(request);
    accept(request(6, "any", "y"));

    Outcome.Rejected again = reject(request);

    assertThat(again.reason()).isEqualTo(RejectionReason.VERSION_CONFLICT);
    assertThat(ids()).containsExactly("e1", "e2", "y");
  }

  @Test
  void what_became_of_it_is_read_word_for_word_from_the_refused_row() {
    AppendRequest request = request(5, "2", "x");
    Outcome.Rejected rejected = reject(request);
    writeRefusal(request, rejected);
    grow(newSource(), 3);

    assertThat(append(request)).containsExactly(rejected);
    assertThat(appendThroughAnother(request)).containsExactly(rejected);
  }

  @Test
  void a_request_refused_in_the_middle_of_others_stays_refused_beside_them() {
    List<AppendRequest> requests =
        List.of(request(0, "none", "a"), request(1, "2", "x"), request(2, "1", "b"));
    List<Outcome> outcomes = Answers.of(store().append(requests));
    writeRefusal(requests.get(1), (Outcome.NotAccepted) outcomes.get(1));

    assertThat(Answers.of(anotherClient().append(requests))).isEqualTo(outcomes);
    assertThat(ids()).containsExactly("a", "b");
  }

  @Test
  void requests_seen_and_new_may_come_together() {
    Outcome.Accepted first = accept(request(0, "any", "a"));

    List<Outcome> outcomes = append(request(0, "any", "a"), request(1, "any", "b"));

    assertThat(outcomes.get(0)).isEqualTo(first);
    assertThat(((Outcome.Accepted) outcomes.get(1)).firstVersion()).isEqualTo(2);
  }

  @Test
  void a_refused_request_leaves_no_stream_behind() {
    reject(request(0, "exists", "x"));

    assertThat(head()).isZero();
    assertThat(ids()).isEmpty();
    assertThat(accept(request(1, "none", "a")).firstVersion()).isEqualTo(1);
  }

  private List<Outcome> appendThroughAnother(AppendRequest request) {
    return Answers.of(anotherClient().append(List.of(request)));
  }
}
