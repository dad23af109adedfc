package dev.annals.source.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final long MILLISECOND = 1_000_000;

  private final AtomicLong clock = new AtomicLong();

  private long passedIn(int seconds, double perSecond) {
    Throttle throttle = new Throttle(perSecond, clock::get);
    long passed = 0;
    for (int step = 0; step < seconds * 10; step++) {
      int allowed = throttle.allowed(500);
      throttle.passed(allowed);
      passed += allowed;
      clock.addAndGet(100 * MILLISECOND);
    }
    return passed;
  }

  @Test
  void as_many_pass_as_are_set_and_a_quarter_of_a_second_at_once() {
    assertThat(passedIn(100, 1_000)).isBetween(99_900L, 100_250L);
    assertThat(passedIn(100, 3)).isBetween(299L, 301L);
    assertThat(passedIn(100, 0.5)).isBetween(49L, 51L);
  }

  @Test
  void without_a_limit_all_pass() {
    assertThat(new Throttle(0, clock::get).allowed(77)).isEqualTo(77);
  }

  @Test
  void a_pause_saves_up_no_more_than_that() {
    Throttle throttle = new Throttle(100, clock::get);
    clock.addAndGet(3_600_000 * MILLISECOND);
    assertThat(throttle.allowed(1_000)).isEqualTo(26);
  }

  @Test
  void an_append_that_was_larger_than_allowed_is_made_up_for() {
    Throttle throttle = new Throttle(100, clock::get);
    throttle.passed(125);
    assertThat(throttle.allowed(10)).isZero();
    clock.addAndGet(1_000 * MILLISECOND);
    assertThat(throttle.allowed(10)).isZero();
    clock.addAndGet(50 * MILLISECOND);
    assertThat(throttle.allowed(10)).isEqualTo(5);
  }
}
