package dev.annals.quickstart.input;

import dev.annals.quickstart.text.Complaint;
import dev.annals.quickstart.text.Screen;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Waits for a number to grow to a goal, tells how far it is, and gives up when it stands still. */
final class Patience {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(300);
  private static final Duration TELL_AGAIN = Duration.ofSeconds(5);
  private static final Duration STANDSTILL = Duration.ofMinutes(2);

  private final Screen screen;
  private final String advice;

  /**
   * Patience with one quickstart.
   *
   * @param advice where to look when nothing moves
   */
  Patience(Screen screen, String advice) {
    this.screen = screen;
    this.advice = advice;
  }

  /** Returns when the number has reached the goal, else {@link Complaint}. */
  void await(String what, long goal, LongSupplier number) {
    long moved = System.nanoTime();
    long told = moved;
    long before = number.getAsLong();
    while (before < goal) {
      pause();
      long now = number.getAsLong();
      if (now > before) {
        moved = System.nanoTime();
      }
      before = now;
      if (System.nanoTime() - told > TELL_AGAIN.toNanos()) {
        told = System.nanoTime();
        screen.say("  %s: %,d of %,d".formatted(what, now, goal));
      }
      if (System.nanoTime() - moved > STANDSTILL.toNanos()) {
        throw new Complaint(
            "%s: %,d of %,d, and nothing has moved for %d s. %s"
                .formatted(what, now, goal, STANDSTILL.toSeconds(), advice));
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Complaint("Interrupted while waiting.", e);
    }
  }
}
