package dev.annals.source.scan;

import dev.annals.model.store.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for answers of the store, on the one thread of a task, where waiting is all there is. */
public final class Await {
  private Await() {}

  /**
   * The answer, however long the store cannot be reached.
   *
   * @throws StoreException as the store says
   * @throws CancellationException if the thread is interrupted: the task stops
   */
  public static <T> T answer(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get();
    } catch (InterruptedException e) {
      throw stopped();
    } catch (ExecutionException e) {
      throw failed(e);
    }
  }

  /** The answer, if it comes within a time; throws what {@link #answer} does. */
  public static <T> Optional<T> answerWithin(CompletionStage<T> stage, Duration time) {
    try {
      return Optional.of(stage.toCompletableFuture().get(time.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException notYet) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw stopped();
    } catch (ExecutionException e) {
      throw failed(e);
    }
  }

  private static CancellationException stopped() {
    Thread.currentThread().interrupt();
    return new CancellationException("stopped while waiting for the store");
  }

  private static RuntimeException failed(ExecutionException e) {
    if (e.getCause() instanceof StoreException fault) {
      return fault;
    }
    return new IllegalStateException("the store failed in a way it should not", e.getCause());
  }
}
