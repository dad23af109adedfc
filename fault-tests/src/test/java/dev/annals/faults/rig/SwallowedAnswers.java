package dev.annals.faults.rig;

import dev.annals.testkit.proxy.Answer;
import java.util.Random;

/** Swallows one answer in ten to what is written: it took hold, and nobody is told. */
final class SwallowedAnswers implements Trouble {
  private static final int ONE_IN = 10;

  private final Random random;
  private int swallowed;

  SwallowedAnswers(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public synchronized Answer answer(String cql) {
    if (cql.startsWith("SELECT") || random.nextInt(ONE_IN) > 0) {
      return Answer.DELIVERED;
    }
    swallowed++;
    return Answer.SWALLOWED;
  }

  @Override
  public synchronized long count() {
    return swallowed;
  }
}
