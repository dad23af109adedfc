package dev.annals.store.cql;

import dev.annals.model.store.StoreException;
import java.time.Duration;
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

  /** How long a node may take to hear of a table that another one has created. */
  private static final Duration MOST_UNKNOWN = Duration.ofMinutes(1);

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
      attempt(new Call<>(call, answer));
    }
    return answer;
  }

  private <T> void attempt(Call<T> call) {
    if (call.answer.isDone()) {
      return;
    }
    CompletionStage<T> sent;
    try {
      sent = call.send.get();
    } catch (RuntimeException fault) {
      sent = CompletableFuture.failedFuture(fault);
    } catch (Throwable fault) {
      // An Error: whoever waits has to hear of it, or would wait for ever.
      call.answer.completeExceptionally(unexpected(fault));
      return;
    }
    sent.whenComplete((value, fault) -> hop(call.answer, () -> answered(call, value, fault)));
  }

  private <T> void answered(Call<T> call, @Nullable T value, @Nullable Throwable fault) {
    if (fault == null) {
      if (outage.compareAndSet(true, false)) {
        listener.reachable();
      }
      @SuppressWarnings("NullAway") // the driver's stages never complete with null
      boolean unused = call.answer.complete(value);
      return;
    }
    boolean mayBecomeKnown = call.mayBecomeKnown(fault);
    StoreException permanent = Faults.permanent(fault, settings);
    if (permanent != null && !mayBecomeKnown) {
      call.answer.completeExceptionally(permanent);
      return;
    }
    call.failed++;
    // One lost race between transactions is no outage; the second in a row is told.
    if (call.failed > 1 && outage.compareAndSet(false, true)) {
      listener.unreachable(settings.contactPointsText(), Faults.unwrap(fault));
    }
    listener.retrying();
    try {
      executor.schedule(() -> attempt(call), Backoff.ms(call.failed), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopped) {
      call.answer.completeExceptionally(closedFault());
    }
  }

  /** One call, and how its attempts went so far; they follow each other. */
  private static final class Call<T> {
    private final Supplier<CompletionStage<T>> send;
    private final CompletableFuture<T> answer;
    private int failed;
    private @Nullable Long unknownSince;

    Call(Supplier<CompletionStage<T>> send, CompletableFuture<T> answer) {
      this.send = send;
      this.answer = answer;
    }

    /** Whether a table that a node does not know may be one of which it has not heard yet. */
    boolean mayBecomeKnown(Throwable fault) {
      if (!Faults.isUnknownTable(fault)) {
        unknownSince = null;
        return false;
      }
      long now = System.nanoTime();
      if (unknownSince == null) {
        unknownSince = now;
      }
      return now - unknownSince < MOST_UNKNOWN.toNanos();
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
