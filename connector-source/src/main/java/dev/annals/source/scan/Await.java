package dev.annals.source.scan;

import dev.annals.model.store.StoreException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

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
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped while waiting for the store");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException fault) {
        throw fault;
      }
      throw new IllegalStateException("the store failed in a way it should not", e.getCause());
    }
  }
}
