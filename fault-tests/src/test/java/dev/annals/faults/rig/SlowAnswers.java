package dev.annals.faults.rig;

import dev.annals.testkit.proxy.Answer;
import java.util.Random;

/** Holds back one answer in eight for up to a second, and with it all behind it. */
final class SlowAnswers implements Trouble {
  private static final int ONE_IN = 8;
  private static final int LONGEST_MS = 1000;

  private final Random random;
  private int slow;

  SlowAnswers(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public Answer answer(String cql) {
    Pause.ofMs(delayMs());
    return Answer.DELIVERED;
  }

  private synchronized int delayMs() {
    if (random.nextInt(ONE_IN) > 0) {
      return 0;
    }
    slow++;
    return random.nextInt(LONGEST_MS);
  }

  @Override
  public synchronized long count() {
    return slow;
  }
}
