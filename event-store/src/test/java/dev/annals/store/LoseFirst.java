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
  private final CompletableFuture<Void> happened = new CompletableFuture<>();

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

  /** Holds what is sent again until everything has happened that was to happen before. */
  @Override
  public boolean arrives(String cql) {
    if (cql.startsWith(beginning) && arrived.incrementAndGet() > 1) {
      happened.handle((done, fault) -> null).join();
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
      happened.complete(null);
    } catch (RuntimeException | AssertionError fault) {
      happened.completeExceptionally(fault);
    }
    return fate;
  }

  /** The answer was lost, after what was to happen, and the statement was sent again after that. */
  void assertLostAndSentAgain() {
    assertThat(happened).as("the answer was lost").isCompleted();
    assertThat(arrived.get()).as("how often it was sent").isGreaterThan(1);
  }
}
