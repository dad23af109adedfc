package dev.annals.faults.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OnlookerTest {
  private static final Duration SOON = Duration.ofMillis(1);

  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void looks_again_after_a_look_that_cassandra_did_not_answer() {
    Runnable cutOff =
        () -> {
          if (looks.incrementAndGet() == 1) {
            throw new NoNodeAvailableException();
          }
        };
    try (Onlooker onlooker = new Onlooker(cutOff, SOON)) {
      Awaitility.await().until(() -> looks.get() >= 3);
      onlooker.check();
    }
  }

  @Test
  void any_other_fault_is_told_to_whoever_checks_and_at_the_end() {
    Runnable broken =
        () -> {
          looks.incrementAndGet();
          throw new IllegalStateException("no such column");
        };
    Onlooker onlooker = new Onlooker(broken, SOON);

    Awaitility.await()
        .untilAsserted(
            () -> assertThatThrownBy(onlooker::check).hasRootCauseMessage("no such column"));
    assertThatThrownBy(onlooker::close).hasRootCauseMessage("no such column");
    assertThat(looks).hasValue(1);
  }

  @Test
  void a_look_that_is_under_way_comes_to_its_end_before_it_is_closed() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Runnable slow =
        () -> {
          begun.countDown();
          Pause.ofMs(200);
          looks.incrementAndGet();
        };
    try (Onlooker onlooker = new Onlooker(slow, SOON)) {
      begun.await();
      onlooker.check();
    }

    assertThat(looks.get()).isPositive();
  }
}
