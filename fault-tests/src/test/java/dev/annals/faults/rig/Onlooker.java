package dev.annals.faults.rig;

import com.datastax.oss.driver.api.core.DriverException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again on a thread of its own while faults last: at what is written and changed
 * within one of them, too. A look that Cassandra does not answer is none, and another one follows.
 */
final class Onlooker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Onlooker.class);

  /** More than the longest that the driver waits for an answer. */
  private static final Duration LAST_LOOK = Duration.ofMinutes(1);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "onlooker");
            made.setDaemon(true);
            return made;
          });

  private final ScheduledFuture<?> looking;

  /**
   * Begins to look.
   *
   * @param between from the end of one look to the next
   */
  Onlooker(Runnable look, Duration between) {
    this.looking =
        thread.scheduleWithFixedDelay(
            () -> lookOnce(look), between.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void lookOnce(Runnable look) {
    try {
      look.run();
    } catch (DriverException cutOff) {
      LOG.debug("a look was cut off", cutOff);
    }
  }

  /** Makes sure that it still looks, else throws what ended that. */
  void check() {
    if (!looking.isDone()) {
      return;
    }
    try {
      looking.get();
    } catch (ExecutionException | InterruptedException fault) {
      throw new IllegalStateException("nobody looks at the tables any more", fault);
    }
  }

  /**
   * Lets a look that is under way come to its end, for a while; it is not interrupted, as that
   * would close the file that it writes to.
   */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_LOOK.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("the last look still goes on after {} s", LAST_LOOK.toSeconds());
      }
    } catch (InterruptedException fault) {
      Thread.currentThread().interrupt();
    }
    if (!looking.isCancelled()) {
      check();
    }
  }
}
