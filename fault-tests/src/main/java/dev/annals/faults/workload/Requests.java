package dev.annals.faults.workload;

import dev.annals.faults.history.Expected;
import dev.annals.faults.history.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws what one producer asks for. For one thread. */
final class Requests {
  private static final int RETRY_PERCENT = 15;

  /** Of those that use ids again in a way that no producer should: each kind. */
  private static final int WRONG_PERCENT = 3;

  private static final int BATCH_PERCENT = 15;
  private static final int MOST_IN_BATCH = 5;

  /** Of the requests to streams that are there to be closed, so that others live long. */
  private static final int CLOSING_PERCENT = 12;

  private static final int SHORT_LIVED_PERCENT = 10;
  private static final int SHORT_LIVED_STREAMS = 30;

  /** Retries are of the last ones, mostly; some are so late that a small window has moved on. */
  private static final int REMEMBERED = 400;

  private static final int LAST_ONES = 50;
  private static final int LATE_PERCENT = 25;

  private final Plan plan;
  private final String producer;
  private final Random random;
  private final Heads heads;
  private final List<Request> earlier = new ArrayList<>();

  /** Batches whose ids no other request has, so far. */
  private final List<Request> untouched = new ArrayList<>();

  private int requests;
  private int events;

  Requests(Plan plan, int number, Heads heads) {
    this.plan = plan;
    this.producer = "producer-" + number;
    this.random = new Random(plan.seed() * 31 + number);
    this.heads = heads;
  }

  Request next() {
    int kind = random.nextInt(100) - RETRY_PERCENT;
    if (kind < 0 && !earlier.isEmpty()) {
      Request first = oneEarlier();
      return remembered(first.again(name(), topic(first.fact())));
    }
    if (0 <= kind && kind < WRONG_PERCENT && !earlier.isEmpty()) {
      Request first = oneEarlier();
      return remembered(first.reused(name(), topic(first.fact()), expected(first.stream())));
    }
    if (WRONG_PERCENT <= kind && kind < 2 * WRONG_PERCENT && !untouched.isEmpty()) {
      return overlapping(untouched.remove(random.nextInt(untouched.size())));
    }
    if (2 * WRONG_PERCENT <= kind && kind < 3 * WRONG_PERCENT) {
      return repeatingAnId();
    }
    Request fresh = remembered(fresh());
    if (fresh.ids().size() > 1) {
      untouched.add(fresh);
    }
    return fresh;
  }

  private Request oneEarlier() {
    int back = random.nextInt(100) < LATE_PERCENT ? REMEMBERED : LAST_ONES;
    int size = earlier.size();
    Request one = earlier.get(size - 1 - random.nextInt(Math.min(back, size)));
    untouched.remove(one);
    return one;
  }

  private Request remembered(Request request) {
    earlier.add(request);
    if (earlier.size() > REMEMBERED) {
      untouched.remove(earlier.remove(0));
    }
    return request;
  }

  /**
   * Some of a batch's events and new ones, in one batch. Neither is sent again: whether all of one
   * or some of the other would be found then is for chance where both are in the stream, as may be
   * beyond the window.
   */
  private Request overlapping(Request older) {
    earlier.remove(older);
    List<String> ids =
        new ArrayList<>(
            random.nextBoolean()
                ? older.ids().subList(1, older.ids().size())
                : older.ids().subList(0, older.ids().size() - 1));
    ids.add(random.nextBoolean() ? 0 : ids.size(), newId());
    return batch(older.stream(), ids, older.fact());
  }

  private Request repeatingAnId() {
    boolean fact = random.nextBoolean();
    String id = newId();
    return batch(stream(fact, "long-" + random.nextInt(plan.streams())), List.of(id, id), fact);
  }

  private Request batch(StreamName stream, List<String> ids, boolean fact) {
    return new Request(
        name(),
        producer,
        source(),
        topic(fact),
        stream,
        ids,
        false,
        "",
        expected(stream),
        fact,
        null);
  }

  private Request fresh() {
    boolean fact = random.nextBoolean();
    boolean shortLived = random.nextInt(100) < SHORT_LIVED_PERCENT;
    String entity =
        shortLived
            ? "short-" + random.nextInt(SHORT_LIVED_STREAMS)
            : "long-" + random.nextInt(plan.streams());
    StreamName stream = stream(fact, entity);
    int count = random.nextInt(100) < BATCH_PERCENT ? 2 + random.nextInt(MOST_IN_BATCH - 1) : 1;
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(newId());
    }
    return new Request(
        name(),
        producer,
        source(),
        topic(fact),
        stream,
        ids,
        shortLived && random.nextInt(100) < CLOSING_PERCENT,
        "",
        expected(stream),
        fact,
        null);
  }

  private StreamName stream(boolean fact, String entity) {
    return new StreamName(fact ? plan.factType() : plan.decisionType(), entity);
  }

  private String newId() {
    return Integer.toString(events++);
  }

  private String source() {
    return "/" + plan.name() + "/" + producer;
  }

  private String name() {
    return producer + "-" + requests++;
  }

  private String topic(boolean fact) {
    List<String> topics = fact ? plan.facts() : plan.decisions();
    return topics.get(random.nextInt(topics.size()));
  }

  /** Mostly what is known, which others may have changed since; now and then something else. */
  private Expected expected(StreamName stream) {
    long head = heads.of(stream);
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
