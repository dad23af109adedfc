package dev.annals.faults.rig;

import dev.annals.testkit.proxy.Answer;
import java.util.Random;

/** Lets one write in ten not arrive: it did not take hold, and nobody is told. */
final class LostRequests implements Trouble {
  private static final int ONE_IN = 10;

  private final Random random;
  private int lost;

  LostRequests(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public synchronized Answer unasked(String cql) {
    if (cql.startsWith("SELECT") || random.nextInt(ONE_IN) > 0) {
      return Answer.DELIVERED;
    }
    lost++;
    return Answer.SWALLOWED;
  }

  @Override
  public synchronized long count() {
    return lost;
  }
}
