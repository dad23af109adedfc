package dev.annals.quickstart.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final Screen screen =
      new Screen(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));

  @Test
  void it_lasts_as_long_as_something_moves() {
    AtomicLong number = new AtomicLong();
    Patience patience = new Patience(screen, "", Duration.ofSeconds(5));

    patience.await("decided", 4, number::incrementAndGet);

    assertThat(number).hasValue(4);
  }

  @Test
  void it_ends_when_nothing_moves_and_says_where_to_look() {
    Patience patience = new Patience(screen, "Look there.", Duration.ofMillis(1));

    assertThatThrownBy(() -> patience.await("decided", 10, () -> 7))
        .isInstanceOf(Complaint.class)
        .hasMessageStartingWith("decided: 7 of 10, and nothing has moved for")
        .hasMessageEndingWith("Look there.");
  }
}
