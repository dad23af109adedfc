package dev.annals.testkit.store;

import dev.annals.model.store.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Runs the calls of one client, one after the other, while the tables are reachable. */
final class ClientThread {
  private final Reachability reachability;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          call -> {
            Thread thread = new Thread(call, "in-memory-store");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean closed;

  ClientThread(Reachability reachability) {
    this.reachability = reachability;
  }

  <T> CompletionStage<T> call(Supplier<T> call) {
    return call(call, () -> {});
  }

  @SuppressWarnings("NullAway") // The null that stands for Void.
  CompletionStage<Void> run(Runnable call) {
    return call(
        () -> {
          call.run();
          return null;
        });
  }

  /**
   * Runs a call on the thread.
   *
   * @param last runs before the stage completes, however it does
   */
  <T> CompletionStage<T> call(Supplier<T> call, Runnable last) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      executor.execute(() -> run(call, last, answer));
    } catch (RejectedExecutionException afterClose) {
      last.run();
      answer.completeExceptionally(closedException());
    }
    // A stage of its own: nobody outside can complete it.
    return answer.minimalCompletionStage();
  }

  private <T> void run(Supplier<T> call, Runnable last, CompletableFuture<T> answer) {
    T result;
    try {
      awaitReachable();
      result = call.get();
    } catch (RuntimeException | AssertionError fault) {
      last.run();
      answer.completeExceptionally(fault);
      return;
    }
    last.run();
    answer.complete(result);
  }

  /** To be called before every round trip that a real store would make. */
  void awaitReachable() {
    reachability.await(() -> closed);
    if (closed) {
      throw closedException();
    }
  }

  void close() {
    closed = true;
    reachability.wake();
    executor.shutdown();
  }

  private static StoreException.Closed closedException() {
    return new StoreException.Closed("the store in memory was closed by its user");
  }
}
