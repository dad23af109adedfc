package dev.annals.faults.rig;

import dev.annals.testkit.proxy.Answer;
import java.util.Random;

/** Cuts one connection in sixty answers, with all that is under way on it. */
final class CutConnections implements Trouble {
  private static final int ONE_IN = 60;

  private final Random random;
  private int cut;

  CutConnections(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public synchronized Answer answer(String cql) {
    if (random.nextInt(ONE_IN) > 0) {
      return Answer.DELIVERED;
    }
    cut++;
    return Answer.CONNECTION_CLOSED;
  }

  @Override
  public synchronized long count() {
    return cut;
  }
}
