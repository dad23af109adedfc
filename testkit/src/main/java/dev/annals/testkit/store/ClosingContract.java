package dev.annals.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.Outcome;
import dev.annals.model.Outcome.Duplicate;
import dev.annals.model.RejectionReason;
import dev.annals.model.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The append that is a stream's last. */
abstract class ClosingContract extends StoreScenario {
  private static final int SIZE = EventStoreContract.LIMITS.bucketSize();

  private final Source growth = newSource();

  ClosingContract(EventStoreContract contract) {
    super(contract);
  }

  @Test
  void nothing_is_appended_after_it_by_whichever_client() {
    grow(growth, 3);
    accept(closing(request(0, "3", "last")));

    assertThat(reject(request(1, "4", "a")).reason()).isEqualTo(RejectionReason.CLOSED);
    assertThat(reject(fact(2, "3", "b")).reason()).isEqualTo(RejectionReason.CLOSED);
    assertClosedForAnotherClient();
    assertThat(ids()).containsExactly("e1", "e2", "e3", "last");
  }

  @Test
  void its_retry_is_a_duplicate_and_its_redelivery_accepted() {
    AppendRequest closing = closing(request(0, "none", "last"));
    Outcome.Accepted accepted = accept(closing);

    assertThat(append(closing(request(1, "none", "last")))).containsExactly(new Duplicate(1));
    assertThat(append(closing(request(2, "any", "last")))).containsExactly(new Duplicate(1));
    assertThat(append(closing)).containsExactly(accepted);
    assertThat(Answers.of(anotherClient().append(List.of(closing)))).containsExactly(accepted);
  }

  @Test
  void what_waits_behind_it_in_the_same_call_is_refused() {
    List<Outcome> outcomes =
        append(request(0, "any", "a"), closing(request(1, "any", "last")), request(2, "any", "b"));

    assertThat(((Outcome.Rejected) outcomes.get(2)).reason()).isEqualTo(RejectionReason.CLOSED);
    assertThat(ids()).containsExactly("a", "last");
  }

  @Test
  void one_that_is_refused_leaves_the_stream_open() {
    grow(growth, 2);

    reject(closing(request(0, "1", "last")));
    reject(closing(request(1, "any", "e2")));

    accept(request(2, "2", "a"));
  }

  @Test
  void a_stream_that_was_closed_as_its_bucket_became_full_is_closed_in_the_next() {
    grow(growth, SIZE - 1);
    accept(closing(request(0, "any", "last")));

    // The refusal is marked where the next event would land: this opens the bucket.
    assertThat(reject(request(1, "any", "a")).reason()).isEqualTo(RejectionReason.CLOSED);
    assertClosedForAnotherClient();
    assertThat(head()).isEqualTo(SIZE);
  }

  @Test
  void it_may_be_the_first_event_of_a_bucket() {
    grow(growth, SIZE);
    accept(closing(request(0, "any", "last")));

    assertThat(reject(request(1, "any", "a")).reason()).isEqualTo(RejectionReason.CLOSED);
    assertClosedForAnotherClient();
  }

  private void assertClosedForAnotherClient() {
    List<Outcome> outcomes =
        Answers.of(anotherClient().append(List.of(request(newSource(), 0, "any", "late"))));
    assertThat(outcomes).hasSize(1).first().isInstanceOf(Outcome.Rejected.class);
    assertThat(((Outcome.Rejected) outcomes.get(0)).reason()).isEqualTo(RejectionReason.CLOSED);
  }
}
