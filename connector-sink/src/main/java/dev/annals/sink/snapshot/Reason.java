package dev.annals.sink.snapshot;

import dev.annals.model.store.StoreException;
import dev.annals.reduce.ReduceException;
import java.util.concurrent.CompletionException;

/** Why a snapshot was not taken, in words that quote no data. */
final class Reason {
  private Reason() {}

  static String of(Throwable fault) {
    Throwable cause = fault;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ReduceException || cause instanceof StoreException) {
      return String.valueOf(cause.getMessage());
    }
    // An Error of others' code, such as too little memory; its message may quote the data.
    StackTraceElement[] trace = cause.getStackTrace();
    return trace.length == 0
        ? cause.getClass().getName()
        : cause.getClass().getName() + " at " + trace[0];
  }
}
