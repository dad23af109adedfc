package dev.annals.store.client;

import dev.annals.model.store.StoreException;
import dev.annals.reduce.ReduceException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Waits for stages, and throws what they fail with, in no wrapping. */
final class Waiting {
  private Waiting() {}

  /** The answer of a call that folds nothing. */
  static <T> T forAnswer(CompletionStage<T> stage) {
    try {
      return forState(stage);
    } catch (ReduceException cannotBe) {
      throw new IllegalStateException("nothing was folded", cannotBe);
    }
  }

  /** The answer of a call that folds. */
  static <T> T forState(CompletionStage<T> stage) throws ReduceException {
    try {
      return stage.toCompletableFuture().get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreException.Interrupted(
          "the thread was interrupted while it waited for the store: what it asked for may happen all the same");
    } catch (ExecutionException failed) {
      throw sorted(failed);
    }
  }

  private static RuntimeException sorted(ExecutionException failed) throws ReduceException {
    Throwable fault = failed;
    while ((fault instanceof ExecutionException || fault instanceof CompletionException)
        && fault.getCause() != null) {
      fault = fault.getCause();
    }
    if (fault instanceof ReduceException reason) {
      throw reason;
    }
    if (fault instanceof Error error) {
      throw error;
    }
    return fault instanceof RuntimeException known
        ? known
        : new StoreException("a call of the store failed: " + fault, fault);
  }
}
