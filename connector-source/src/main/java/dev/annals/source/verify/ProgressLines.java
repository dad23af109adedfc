package dev.annals.source.verify;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says now and then how far the comparison is, until it is closed. */
final class ProgressLines {
  private static final long EVERY_SECONDS = 10;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "annals-verify-progress");
            thread.setDaemon(true);
            return thread;
          });

  ProgressLines(Findings findings, PrintStream err) {
    timer.scheduleAtFixedRate(
        () -> err.println(findings.progress()), EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  void close() {
    timer.shutdownNow();
  }
}
