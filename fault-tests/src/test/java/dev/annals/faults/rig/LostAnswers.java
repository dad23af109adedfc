package dev.annals.faults.rig;

import dev.annals.testkit.proxy.Answer;
import java.util.List;
import java.util.Random;

/**
 * Loses one answer in twelve to what is written, in every way there is. Of half of them Cassandra
 * never got the request: what tells of an unknown outcome may be of either.
 */
final class LostAnswers implements Trouble {
  private final Side unasked;
  private final Side asked;

  LostAnswers(long seed) {
    Random random = new Random(seed);
    this.unasked = new Side(new Random(random.nextLong()));
    this.asked = new Side(new Random(random.nextLong()));
  }

  @Override
  public Answer unasked(String cql) {
    return unasked.lose(cql);
  }

  @Override
  public Answer answer(String cql) {
    return asked.lose(cql);
  }

  /** Twice what the rarer kind comes to: neither makes up for the other. */
  @Override
  public long count() {
    return 2 * Math.min(unasked.count(), asked.count());
  }

  /** Before Cassandra is asked, or after that. Each draws by itself. */
  private static final class Side {
    private static final int ONE_IN = 24;

    /** The others cost the driver a second or more, each. */
    private static final List<Answer> SAID_BY_CASSANDRA =
        List.of(Answer.CAS_TIMEOUT, Answer.CAS_UNKNOWN, Answer.WRITE_FAILURE);

    private static final int MOST_CLOSED = 2;
    private static final int MOST_SWALLOWED = 6;

    private final Random random;
    private int closed;
    private int swallowed;
    private long said;

    private Side(Random random) {
      this.random = random;
    }

    private synchronized Answer lose(String cql) {
      if (cql.startsWith("SELECT") || random.nextInt(ONE_IN) > 0) {
        return Answer.DELIVERED;
      }
      int way = random.nextInt(20);
      if (way < 2 && closed < MOST_CLOSED) {
        closed++;
        return Answer.CONNECTION_CLOSED;
      }
      if (way < 5 && swallowed < MOST_SWALLOWED) {
        swallowed++;
        return Answer.SWALLOWED;
      }
      said++;
      return SAID_BY_CASSANDRA.get(random.nextInt(SAID_BY_CASSANDRA.size()));
    }

    private synchronized long count() {
      return (long) closed + swallowed + said;
    }
  }
}
