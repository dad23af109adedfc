package dev.annals.testkit.store;

import java.util.function.BooleanSupplier;

/** Whether clients reach the tables at the moment. Thread-safe. */
final class Reachability {
  private boolean reachable = true;

  synchronized void set(boolean reachable) {
    this.reachable = reachable;
    notifyAll();
  }

  /** Lets those who wait look again whether they should stop. */
  synchronized void wake() {
    notifyAll();
  }

  /** Waits until the tables are reachable, or the waiter should stop. */
  synchronized void await(BooleanSupplier stop) {
    while (!reachable && !stop.getAsBoolean()) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts a thread of the store", e);
      }
    }
  }
}
