package dev.annals.faults.workload;

import dev.annals.faults.history.Expected;
import dev.annals.faults.history.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws what one producer asks for. For one thread. */
final class Requests {
  private static final int RETRY_PERCENT = 15;
  private static final int BATCH_PERCENT = 15;
  private static final int MOST_IN_BATCH = 5;

  /** Of the requests to streams that are there to be closed, so that others live long. */
  private static final int CLOSING_PERCENT = 12;

  private static final int SHORT_LIVED_PERCENT = 10;
  private static final int SHORT_LIVED_STREAMS = 30;

  /** Retries are of the last ones: later they would be beyond what anybody remembers. */
  private static final int REMEMBERED = 50;

  private final Plan plan;
  private final String producer;
  private final Random random;
  private final Heads heads;
  private final List<Request> earlier = new ArrayList<>();
  private int requests;
  private int events;

  Requests(Plan plan, int number, Heads heads) {
    this.plan = plan;
    this.producer = "producer-" + number;
    this.random = new Random(plan.seed() * 31 + number);
    this.heads = heads;
  }

  Request next() {
    boolean retry = !earlier.isEmpty() && random.nextInt(100) < RETRY_PERCENT;
    Request next = retry ? again() : fresh();
    earlier.add(next);
    if (earlier.size() > REMEMBERED) {
      earlier.remove(0);
    }
    return next;
  }

  private Request again() {
    Request first = earlier.get(random.nextInt(earlier.size()));
    return first.again(name(), topic(first.fact()));
  }

  private Request fresh() {
    boolean fact = random.nextBoolean();
    boolean shortLived = random.nextInt(100) < SHORT_LIVED_PERCENT;
    String entity =
        shortLived
            ? "short-" + random.nextInt(SHORT_LIVED_STREAMS)
            : "long-" + random.nextInt(plan.streams());
    StreamName stream = new StreamName(fact ? plan.factType() : plan.decisionType(), entity);
    int count = random.nextInt(100) < BATCH_PERCENT ? 2 + random.nextInt(MOST_IN_BATCH - 1) : 1;
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(Integer.toString(events++));
    }
    return new Request(
        name(),
        producer,
        "/" + plan.name() + "/" + producer,
        topic(fact),
        stream,
        ids,
        shortLived && random.nextInt(100) < CLOSING_PERCENT,
        expected(heads.of(stream)),
        fact,
        null);
  }

  private String name() {
    return producer + "-" + requests++;
  }

  private String topic(boolean fact) {
    List<String> topics = fact ? plan.facts() : plan.decisions();
    return topics.get(random.nextInt(topics.size()));
  }

  /** Mostly what is known, which others may have changed since; now and then something else. */
  private Expected expected(long head) {
    return switch (random.nextInt(12)) {
      case 0 -> Expected.NONE;
      case 1 -> Expected.EXISTS;
      case 2 -> Expected.exactly(head + 1 + random.nextInt(3));
      case 3 -> Expected.exactly(Math.max(0, head - random.nextInt(3)));
      case 4, 5, 6 -> Expected.ANY;
      default -> Expected.exactly(head);
    };
  }
}
