package dev.annals.source.state;

import dev.annals.source.scan.Await;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where the states of one rule are computed. A reducer is code of others: one that never returns
 * holds up its own rule, once for {@link #PATIENCE} waits, and then neither events nor the states
 * of other rules.
 */
final class RuleThread implements Executor, AutoCloseable {
  /** Why there is no state as long as {@link #hangs}. */
  static final String HANGS = "its reducer has not come back from an earlier event";

  /**
   * Waits in a row in which a computation has not ended. They are counted, since a clock would take
   * a worker that was paused for a reducer that hangs.
   */
  static final int PATIENCE = 30;

  private final ExecutorService thread;
  private final Duration wait;
  private long begun;

  /** Which computation is under way; 0: none. Written by the rule's thread. */
  private volatile long underWay;

  /** Which one has been given up; 0: none. Written by the task's thread. */
  private long givenUp;

  RuleThread(String name, Duration wait) {
    this.wait = wait;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              return made;
            });
  }

  @Override
  public void execute(Runnable computation) {
    thread.execute(
        () -> {
          begun++;
          underWay = begun;
          try {
            computation.run();
          } finally {
            underWay = 0;
          }
        });
  }

  /** Whether it still computes what has been given up. */
  boolean hangs() {
    return givenUp != 0 && givenUp == underWay;
  }

  /** What was begun; empty if the reducer hangs. Throws what {@link Await} does. */
  <T> Optional<T> answer(CompletionStage<T> stage) {
    long seen = 0;
    int waits = 0;
    while (true) {
      Optional<T> answer = Await.answerWithin(stage, hangs() ? Duration.ZERO : wait);
      if (answer.isPresent() || hangs()) {
        return answer;
      }
      long now = underWay;
      waits = now != 0 && now == seen ? waits + 1 : 0;
      seen = now;
      if (waits >= PATIENCE) {
        givenUp = now;
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
