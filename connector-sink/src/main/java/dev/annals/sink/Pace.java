package dev.annals.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * How fast a task goes, and how far it has to go. Looked at four times a second, on the worker's
 * thread; what was seen can be read from any thread.
 */
final class Pace {
  /** What {@link #remaining} is while the consumer does not tell. */
  static final long UNKNOWN = -1;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private record Look(Instant at, long logged) {}

  private final Tally tally;
  private final Backlog backlog;
  private final ConsumerLag lag;
  private final ArrayDeque<Look> looks = new ArrayDeque<>();
  private volatile long remaining = UNKNOWN;
  private volatile long perSecond;

  Pace(Tally tally, Backlog backlog, ConsumerLag lag) {
    this.tally = tally;
    this.backlog = backlog;
    this.lag = lag;
  }

  /**
   * Looks again, if the last look is a while ago.
   *
   * @param assigned the partitions of the task
   */
  void look(Instant now, List<TopicPartition> assigned) {
    Look last = looks.peekLast();
    if (last != null && now.isBefore(last.at().plus(BETWEEN_LOOKS))) {
      return;
    }
    looks.add(new Look(now, tally.logged()));
    while (looks.size() > 2 && looks.element().at().isBefore(now.minus(WINDOW))) {
      looks.remove();
    }
    perSecond = between(looks.getFirst(), looks.getLast());
    // A task that was given nothing yet is not at the end of anything.
    if (remaining != UNKNOWN || !assigned.isEmpty()) {
      remaining = toCome(assigned);
    }
  }

  private static long between(Look first, Look last) {
    long ms = Duration.between(first.at(), last.at()).toMillis();
    return ms == 0 ? 0 : (last.logged() - first.logged()) * 1_000 / ms;
  }

  private long toCome(List<TopicPartition> assigned) {
    long sum = backlog.records();
    for (TopicPartition partition : assigned) {
      OptionalLong ofPartition = lag.of(partition);
      if (ofPartition.isEmpty()) {
        return UNKNOWN;
      }
      sum += ofPartition.getAsLong();
    }
    return sum;
  }

  /** Records that are in the topics or with the task, and not logged; else {@link #UNKNOWN}. */
  long remaining() {
    return remaining;
  }

  /** Records logged in a second, over the last ten. */
  long perSecond() {
    return perSecond;
  }
}
