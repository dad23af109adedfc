package dev.annals.store.stream;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets so many calls be under way, and the others wait in order. Thread-safe. */
final class InFlight {
  private final int most;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int underWay;

  InFlight(int most) {
    this.most = most;
  }

  <T> CompletionStage<T> run(Supplier<CompletionStage<T>> call) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Runnable start = () -> start(call, answer);
    synchronized (this) {
      if (underWay == most) {
        waiting.add(start);
        return answer;
      }
      underWay++;
    }
    start.run();
    return answer;
  }

  private <T> void start(Supplier<CompletionStage<T>> call, CompletableFuture<T> answer) {
    CompletionStage<T> started;
    try {
      started = call.get();
    } catch (RuntimeException fault) {
      started = CompletableFuture.failedFuture(fault);
    }
    started.whenComplete(
        (value, fault) -> {
          Runnable next = next();
          if (fault == null) {
            @SuppressWarnings("NullAway") // no call here completes with null
            boolean unused = answer.complete(value);
          } else {
            answer.completeExceptionally(fault);
          }
          if (next != null) {
            next.run();
          }
        });
  }

  /** Hands the place of a call that ended to the one that waits longest. */
  private synchronized @Nullable Runnable next() {
    Runnable next = waiting.poll();
    if (next == null) {
      underWay--;
    }
    return next;
  }
}
