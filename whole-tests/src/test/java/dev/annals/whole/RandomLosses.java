package dev.annals.whole;

import dev.annals.testkit.proxy.Answer;
import dev.annals.testkit.proxy.Rule;
import java.util.List;
import java.util.Random;

/** Loses answers to writes at random, in every way there is. */
final class RandomLosses implements Rule {
  private static final List<Answer> SAID_BY_CASSANDRA =
      List.of(Answer.CAS_TIMEOUT, Answer.CAS_UNKNOWN, Answer.WRITE_FAILURE);

  /** Each costs the driver half a second or more until it is connected again. */
  private static final int MOST_CLOSED = 3;

  private final Random random;
  private int closed;

  RandomLosses(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public synchronized Answer answer(String cql) {
    if (cql.startsWith("SELECT")) {
      return Answer.DELIVERED;
    }
    int percent = random.nextInt(100);
    if (percent < 9) {
      return SAID_BY_CASSANDRA.get(percent / 3);
    }
    if (percent < 10) {
      return Answer.SWALLOWED;
    }
    if (percent < 11 && closed < MOST_CLOSED) {
      closed++;
      return Answer.CONNECTION_CLOSED;
    }
    return Answer.DELIVERED;
  }
}
