package dev.annals.quickstart.text;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Waits for other processes, which tell nobody when they are done: all there is to do is to look
 * again. Tells how far they are, and gives up when they stand still.
 */
public final class Patience {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(300);
  private static final Duration TELL_AGAIN = Duration.ofSeconds(5);
  private static final Duration STANDSTILL = Duration.ofMinutes(2);

  private final Screen screen;
  private final String advice;
  private final Duration standstill;

  /**
   * Patience with some processes.
   *
   * @param advice where to look when nothing moves
   */
  public Patience(Screen screen, String advice) {
    this(screen, advice, STANDSTILL);
  }

  Patience(Screen screen, String advice, Duration standstill) {
    this.screen = screen;
    this.advice = advice;
    this.standstill = standstill;
  }

  /** Returns when it is so, else {@link Complaint}. */
  public void await(String what, BooleanSupplier isSo) {
    await(what, 1, () -> isSo.getAsBoolean() ? 1 : 0, false);
  }

  /** Returns when the number has reached the goal, else {@link Complaint}. */
  public void await(String what, long goal, LongSupplier number) {
    await(what, goal, number, true);
  }

  private void await(String what, long goal, LongSupplier number, boolean tells) {
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
      if (tells && System.nanoTime() - told > TELL_AGAIN.toNanos()) {
        told = System.nanoTime();
        screen.say("  %s: %,d of %,d".formatted(what, now, goal));
      }
      if (System.nanoTime() - moved > standstill.toNanos()) {
        throw new Complaint(
            "%s: %,d of %,d, and nothing has moved for %d s. %s"
                .formatted(what, now, goal, standstill.toSeconds(), advice));
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
