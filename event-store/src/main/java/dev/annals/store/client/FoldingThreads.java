package dev.annals.store.client;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that compute states: as many as the machine has processors, none that keeps it alive. */
final class FoldingThreads {
  private FoldingThreads() {}

  static ExecutorService start() {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        Runtime.getRuntime().availableProcessors(),
        task -> {
          Thread thread = new Thread(task, "annals-fold-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
