package dev.annals.source.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does one thing to many, on threads that mostly wait for answers of a store. */
final class InParallel {
  /** Half of what saturates a node: whoever uses the stores meanwhile is still served. */
  private static final int THREADS = 32;

  private InParallel() {}

  /**
   * Returns when all is done.
   *
   * @throws RuntimeException what the first one failed with, when the others have been told to end
   */
  static <T> void forEach(Collection<T> all, Consumer<T> action) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS, InParallel::thread);
    try {
      CompletionService<Void> done = new ExecutorCompletionService<>(threads);
      List<Future<Void>> begun = new ArrayList<>();
      for (T one : all) {
        begun.add(
            done.submit(
                () -> {
                  action.accept(one);
                  return null;
                }));
      }
      for (int i = 0; i < begun.size(); i++) {
        done.take().get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while comparing");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException("comparing failed in a way it should not", failed.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "annals-verify");
    thread.setDaemon(true);
    return thread;
  }
}
