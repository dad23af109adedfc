package dev.annals.store.cql;

import dev.annals.model.store.StoreException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes calls until they are answered, and tells the listener of outages. */
final class Attempts implements AutoCloseable {
  private static final int THREADS = 2;

  private final ClusterSettings settings;
  private final StoreListener listener;
  private final ScheduledExecutorService executor;
  private final Map<Long, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicBoolean outage = new AtomicBoolean();
  private volatile boolean closed;

  Attempts(ClusterSettings settings, StoreListener listener) {
    this.settings = settings;
    this.listener = listener;
    this.executor =
        Executors.newScheduledThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "annals-store " + settings.clientName());
              thread.setDaemon(true);
              return thread;
            });
  }

  Executor executor() {
    return executor;
  }

  boolean isClosed() {
    return closed;
  }

  <T> CompletionStage<T> untilAnswered(Supplier<CompletionStage<T>> call) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    long number = calls.incrementAndGet();
    underWay.put(number, answer);
    answer.whenComplete((value, fault) -> underWay.remove(number));
    if (closed) {
      answer.completeExceptionally(closedFault());
    } else {
      attempt(call, answer, 1);
    }
    return answer;
  }

  private <T> void attempt(Supplier<CompletionStage<T>> call, CompletableFuture<T> answer, int n) {
    if (answer.isDone()) {
      return;
    }
    CompletionStage<T> sent;
    try {
      sent = call.get();
    } catch (RuntimeException fault) {
      sent = CompletableFuture.failedFuture(fault);
    } catch (Throwable fault) {
      // An Error: whoever waits has to hear of it, or would wait for ever.
      answer.completeExceptionally(unexpected(fault));
      return;
    }
    sent.whenComplete((value, fault) -> hop(answer, () -> answered(call, answer, n, value, fault)));
  }

  private <T> void answered(
      Supplier<CompletionStage<T>> call,
      CompletableFuture<T> answer,
      int n,
      @Nullable T value,
      @Nullable Throwable fault) {
    if (fault == null) {
      if (outage.compareAndSet(true, false)) {
        listener.reachable();
      }
      @SuppressWarnings("NullAway") // the driver's stages never complete with null
      boolean unused = answer.complete(value);
      return;
    }
    StoreException permanent = Faults.permanent(fault, settings);
    if (permanent != null) {
      answer.completeExceptionally(permanent);
      return;
    }
    // One lost race between transactions is no outage; the second in a row is told.
    if (n > 1 && outage.compareAndSet(false, true)) {
      listener.unreachable(settings.contactPointsText(), Faults.unwrap(fault));
    }
    listener.retrying();
    try {
      executor.schedule(() -> attempt(call, answer, n + 1), Backoff.ms(n), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopped) {
      answer.completeExceptionally(closedFault());
    }
  }

  private void hop(CompletableFuture<?> answer, Runnable next) {
    try {
      executor.execute(
          () -> {
            try {
              next.run();
            } catch (Throwable fault) {
              answer.completeExceptionally(unexpected(fault));
            }
          });
    } catch (RejectedExecutionException stopped) {
      answer.completeExceptionally(closedFault());
    }
  }

  private static StoreException unexpected(Throwable fault) {
    return new StoreException("a call to Cassandra could not be made: " + fault, fault);
  }

  private StoreException closedFault() {
    return new StoreException.Closed(
        "the store at %s was closed while a call was under way"
            .formatted(settings.contactPointsText()));
  }

  @Override
  public void close() {
    closed = true;
    executor.shutdownNow();
    for (CompletableFuture<?> answer : underWay.values()) {
      answer.completeExceptionally(closedFault());
    }
  }
}
