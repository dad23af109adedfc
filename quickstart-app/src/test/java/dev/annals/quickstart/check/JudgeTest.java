package dev.annals.quickstart.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private final Sent sent = new Sent();

  @Test
  void events_get_the_next_version_of_their_stream() {
    sent.event("order", "1", "a", "none");
    sent.event("order", "2", "b", "");
    sent.event("order", "1", "c", "1");
    sent.event("order", "1", "d", "exists");

    assertThat(verdicts())
        .containsExactly(
            new Verdict.Accepted(1),
            new Verdict.Accepted(1),
            new Verdict.Accepted(2),
            new Verdict.Accepted(3));
  }

  @Test
  void the_second_of_two_with_one_expected_version_is_rejected_and_told_who_was_first() {
    sent.event("order", "1", "a", "none");
    sent.event("order", "1", "ann", "1");
    sent.event("order", "1", "ben", "1");

    assertThat(verdicts()).last().isEqualTo(new Verdict.Rejected("1", 2, "/s ann"));
  }

  @Test
  void an_expected_version_that_is_not_there_yet_has_no_rival() {
    sent.event("order", "1", "a", "5");
    sent.event("order", "2", "b", "exists");

    assertThat(verdicts())
        .containsExactly(new Verdict.Rejected("5", 0, ""), new Verdict.Rejected("exists", 0, ""));
  }

  @Test
  void an_event_that_was_sent_twice_is_a_duplicate_of_the_first() {
    sent.event("order", "1", "a", "none");
    sent.event("order", "1", "b", "");
    sent.event("order", "1", "a", "none");
    sent.event("order", "1", "b", "");

    assertThat(verdicts().subList(2, 4))
        .containsExactly(new Verdict.Duplicate(1), new Verdict.Duplicate(2));
  }

  @Test
  void a_fact_is_accepted_whatever_it_expected() {
    sent.event("pallet", "1", "a", "none");
    sent.event("pallet", "1", "b", "none");

    assertThat(verdicts())
        .containsExactly(new Verdict.Accepted(1), new Verdict.WithException(2, "none"));
  }

  @Test
  void an_expected_version_that_is_none_is_undecodable() {
    sent.event("order", "1", "a", "newest");

    assertThat(verdicts()).containsExactly(new Verdict.Undecodable());
  }

  private List<Verdict> verdicts() {
    return new Judge(Set.of("pallet")).judge(sent.records()).stream().map(Judged::verdict).toList();
  }
}
