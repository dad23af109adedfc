package dev.annals.benchmarks.side;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/** Nothing but the driver: sends statement after statement and keeps a number of them in flight. */
final class Pump {
  private final CqlSession session;
  private final int inFlight;
  private final IntFunction<Statement<?>> statements;
  private final AtomicReference<Throwable> fault = new AtomicReference<>();

  Pump(CqlSession session, int inFlight, IntFunction<Statement<?>> statements) {
    this.session = session;
    this.inFlight = inFlight;
    this.statements = statements;
  }

  /** Sends the statements with these numbers, and returns once all have taken hold. */
  void send(int from, int to) throws InterruptedException {
    Semaphore room = new Semaphore(inFlight);
    for (int i = from; i < to; i++) {
      room.acquire();
      session
          .executeAsync(statements.apply(i))
          .whenComplete(
              (answer, error) -> {
                if (error != null) {
                  fault.compareAndSet(null, error);
                } else if (!answer.wasApplied()) {
                  fault.compareAndSet(null, new IllegalStateException("a condition did not hold"));
                }
                room.release();
              });
    }
    room.acquire(inFlight);
    if (fault.get() != null) {
      throw new IllegalStateException("a statement failed", fault.get());
    }
  }
}
