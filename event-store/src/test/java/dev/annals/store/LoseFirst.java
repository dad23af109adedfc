package dev.annals.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.testkit.proxy.Answer;
import dev.annals.testkit.proxy.Rule;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Loses the first answer to a kind of statement, when Cassandra has done it, and lets something
 * happen before it is sent again.
 */
final class LoseFirst implements Rule {
  private final String beginning;
  private final Answer fate;
  private final Runnable meanwhile;
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final CompletableFuture<Integer> arrivedMeanwhile = new CompletableFuture<>();

  /**
   * A rule for one statement.
   *
   * @param beginning of its text
   * @param fate of the first answer to it
   * @param meanwhile what happens, and what is looked at, before anybody hears of that answer
   */
  LoseFirst(String beginning, Answer fate, Runnable meanwhile) {
    this.beginning = beginning;
    this.fate = fate;
    this.meanwhile = meanwhile;
  }

  @Override
  public boolean arrives(String cql) {
    if (cql.startsWith(beginning)) {
      arrived.incrementAndGet();
    }
    return true;
  }

  @Override
  public Answer answer(String cql) {
    if (!cql.startsWith(beginning) || answered.getAndIncrement() > 0) {
      return Answer.DELIVERED;
    }
    try {
      meanwhile.run();
      arrivedMeanwhile.complete(arrived.get());
    } catch (RuntimeException | AssertionError fault) {
      arrivedMeanwhile.completeExceptionally(fault);
    }
    return fate;
  }

  /** The answer was lost, after what was to happen, and the statement was sent again after that. */
  void assertLostAndSentAgain() {
    assertThat(arrivedMeanwhile).as("the answer was lost").isDone();
    assertThat(arrivedMeanwhile.join()).as("sends before the answer was lost").isEqualTo(1);
    assertThat(arrived.get()).as("sends in all").isGreaterThan(1);
  }
}
