package dev.annals.sink;

import dev.annals.model.store.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * One lock for all that a task knows. Two threads take it: the worker's, in {@code put()} and its
 * like, for as long as it takes to look; and the task's own, each time the store has answered. The
 * store's threads never do, so nobody waits for the network under the lock.
 *
 * <p>The first fault ends it: no later answer is looked at, and the worker's thread throws it.
 */
final class TaskLoop {
  private final Executor thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition turned = lock.newCondition();
  private final ArrayDeque<Runnable> last = new ArrayDeque<>();
  private @Nullable ConnectException fault;
  private boolean stopped;

  /**
   * A loop.
   *
   * @param thread runs one thing at a time
   */
  TaskLoop(Executor thread) {
    this.thread = thread;
  }

  /** Runs something under the lock, on the caller's thread. */
  <T> T call(Supplier<T> step) {
    lock.lock();
    try {
      T result = step.get();
      finish();
      return result;
    } catch (Throwable bug) {
      fail(bug);
      throw bug;
    } finally {
      turned.signalAll();
      lock.unlock();
    }
  }

  /** Runs something under the lock, on the caller's thread. */
  void run(Runnable step) {
    lock.lock();
    try {
      step.run();
      finish();
    } catch (Throwable bug) {
      fail(bug);
      throw bug;
    } finally {
      turned.signalAll();
      lock.unlock();
    }
  }

  /** Runs something when all else of this turn is done, still under the lock. */
  void lastly(Runnable step) {
    last.add(step);
  }

  private void finish() {
    if (lock.getHoldCount() > 1) {
      return; // A turn within a turn.
    }
    if (stopped || fault != null) {
      last.clear();
      return;
    }
    for (Runnable step = last.poll(); step != null; step = last.poll()) {
      step.run();
    }
  }

  /** Runs something under the lock, on the task's thread, once the store has answered. */
  <T> void after(CompletionStage<T> answer, Consumer<? super T> next) {
    after(answer, () -> false, next);
  }

  /**
   * The same, but neither the answer nor a fault matters any more where it was dropped meanwhile.
   */
  <T> void after(CompletionStage<T> answer, BooleanSupplier dropped, Consumer<? super T> next) {
    answer.whenComplete(
        (value, error) -> {
          try {
            thread.execute(() -> run(() -> turn(value, error, dropped, next)));
          } catch (RejectedExecutionException theTaskStopped) {
            // Whoever feeds the source next decides the position again, and finds what was done.
          }
        });
  }

  private <T> void turn(
      T value, @Nullable Throwable error, BooleanSupplier dropped, Consumer<? super T> next) {
    if (stopped || fault != null || dropped.getAsBoolean()) {
      return;
    }
    if (error != null) {
      fail(error);
      return;
    }
    try {
      next.accept(value);
    } catch (Throwable bug) { // An Error likewise: what it interrupted has no outcome.
      fail(bug);
    }
  }

  /** Ends the task: the worker hears of it at its next call. Under the lock. */
  void fail(Throwable error) {
    if (fault != null) {
      return;
    }
    Throwable cause = unwrap(error);
    if (cause instanceof ConnectException sentence) {
      fault = sentence;
    } else if (cause instanceof StoreException sentence) {
      fault = new ConnectException(sentence.getMessage(), sentence);
    } else {
      fault = new ConnectException("a fault in the sink itself, please report it: " + cause, cause);
    }
  }

  private static Throwable unwrap(Throwable error) {
    Throwable cause = error;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Throws the fault that ended the task, if there is one. Under the lock. */
  void throwFault() {
    if (fault != null) {
      throw fault;
    }
  }

  boolean hasFailed() {
    return fault != null;
  }

  /** From now on no answer is looked at. */
  void stop() {
    run(() -> stopped = true);
  }

  /**
   * Waits for something that the task's thread brings about. Not under the lock.
   *
   * @return whether it came about in time
   */
  boolean await(BooleanSupplier wanted, Duration atMost) {
    long nanos = atMost.toNanos();
    lock.lock();
    try {
      while (!wanted.getAsBoolean()) {
        if (nanos <= 0) {
          return false;
        }
        nanos = turned.awaitNanos(nanos);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
