package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class MappingWatchTest extends SinkScenario {
  private static final Duration A_LOOK_LATER = Duration.ofSeconds(6);

  @Test
  void two_sinks_that_start_together_with_different_mappings_are_found_out() {
    topics.send(ORDERS, Sent.of("a", "1"));
    Task one = start(ORDERS);
    Task other = start(with(settings(), mapping("another"), false), ORDERS);
    one.store().answerAll();
    other.store().answerAll();
    one.settle();
    other.settle();

    pass(A_LOOK_LATER);
    one.settle();
    topics.send(ORDERS, Sent.of("a", "2"));
    one.settle();
    other.settle();
    pass(A_LOOK_LATER);
    assertThatThrownBy(one::settle)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("orders-0@1 is read by another sink at the same time")
        .hasMessageContaining("set another source.name");
    other.settle();
    assertThat(upto(source(ORDERS))).isEqualTo(2);
  }

  @Test
  void a_change_that_was_accepted_and_a_last_write_of_a_zombie_are_let_pass() {
    topics.send(ORDERS, Sent.of("a", "1"));
    Task zombie = start(ORDERS);
    zombie.settle();
    topics.send(ORDERS, Sent.of("a", "2"));
    Task successor = start(with(settings(), mapping("another"), true), ORDERS);
    successor.settle();
    zombie.settle();
    for (int i = 0; i < 3; i++) {
      pass(A_LOOK_LATER);
      successor.settle();
    }
    topics.send(ORDERS, Sent.of("a", "3"));
    successor.settle();
    assertThat(upto(source(ORDERS))).isEqualTo(3);
  }
}
