package dev.annals.faults.rig;

import dev.annals.testkit.proxy.Answer;
import java.util.List;
import java.util.Random;

/** Loses one answer in twelve to what is written, in every way there is. */
final class LostAnswers implements Trouble {
  private static final int ONE_IN = 12;

  /** The others cost the driver a second or more, each. */
  private static final List<Answer> SAID_BY_CASSANDRA =
      List.of(Answer.CAS_TIMEOUT, Answer.CAS_UNKNOWN, Answer.WRITE_FAILURE);

  private static final int MOST_CLOSED = 3;
  private static final int MOST_SWALLOWED = 12;

  private final Random random;
  private int closed;
  private int swallowed;
  private int said;

  LostAnswers(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public synchronized Answer answer(String cql) {
    if (cql.startsWith("SELECT") || random.nextInt(ONE_IN) > 0) {
      return Answer.DELIVERED;
    }
    int way = random.nextInt(20);
    if (way == 0 && closed < MOST_CLOSED) {
      closed++;
      return Answer.CONNECTION_CLOSED;
    }
    if (way < 4 && swallowed < MOST_SWALLOWED) {
      swallowed++;
      return Answer.SWALLOWED;
    }
    said++;
    return SAID_BY_CASSANDRA.get(random.nextInt(SAID_BY_CASSANDRA.size()));
  }

  @Override
  public synchronized long count() {
    return (long) closed + swallowed + said;
  }
}
