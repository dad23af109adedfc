package dev.annals.faults.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.testkit.proxy.Answer;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TroubleTest {
  private static final String WRITE = "UPDATE events SET owner = ?";
  private static final String READ = "SELECT * FROM events";

  @Test
  void a_lost_request_gets_no_answer_and_is_counted() {
    LostRequests trouble = new LostRequests(1);
    int lost = 0;
    for (int i = 0; i < 1_000; i++) {
      lost += trouble.unasked(WRITE) == Answer.SWALLOWED ? 1 : 0;
      assertThat(trouble.answer(WRITE)).isEqualTo(Answer.DELIVERED);
      assertThat(trouble.unasked(READ)).isEqualTo(Answer.DELIVERED);
    }

    assertThat(trouble.count()).isEqualTo(lost).isBetween(50L, 200L);
  }

  @Test
  void lost_answers_are_of_requests_that_arrived_and_of_such_as_did_not() {
    LostAnswers trouble = new LostAnswers(1);
    Set<Answer> without = EnumSet.noneOf(Answer.class);
    Set<Answer> after = EnumSet.noneOf(Answer.class);
    for (int i = 0; i < 2_000; i++) {
      without.add(trouble.unasked(WRITE));
      after.add(trouble.answer(WRITE));
    }

    assertThat(without)
        .contains(Answer.CAS_TIMEOUT, Answer.CAS_UNKNOWN, Answer.WRITE_FAILURE, Answer.SWALLOWED);
    assertThat(after)
        .contains(Answer.CAS_TIMEOUT, Answer.CAS_UNKNOWN, Answer.WRITE_FAILURE, Answer.SWALLOWED);
    assertThat(trouble.count()).isGreaterThan(50);
  }

  @Test
  void one_kind_of_lost_answers_does_not_make_up_for_the_other() {
    LostAnswers trouble = new LostAnswers(1);
    for (int i = 0; i < 2_000; i++) {
      trouble.answer(WRITE);
    }

    assertThat(trouble.count()).isZero();
  }
}
