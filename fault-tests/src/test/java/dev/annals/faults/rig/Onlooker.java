package dev.annals.faults.rig;

import com.datastax.oss.driver.api.core.DriverException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  /** Looks take a tenth of the time at most: what is looked at has its work to do. */
  private static final int PAUSES = 9;

  private final Runnable look;
  private final Duration between;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CompletableFuture<Void> looking;

  /**
   * Begins to look.
   *
   * @param between from the end of one look to the next, at least
   */
  Onlooker(Runnable look, Duration between) {
    this.look = look;
    this.between = between;
    this.looking = CompletableFuture.runAsync(this::run, task -> thread(task).start());
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "onlooker");
    thread.setDaemon(true);
    return thread;
  }

  private void run() {
    try {
      long pause = between.toNanos();
      while (!closed.await(pause, TimeUnit.NANOSECONDS)) {
        long began = System.nanoTime();
        lookOnce();
        pause = Math.max(between.toNanos(), PAUSES * (System.nanoTime() - began));
      }
    } catch (InterruptedException fault) {
      throw new IllegalStateException("interrupted, by nobody who should", fault);
    }
  }

  private void lookOnce() {
    try {
      look.run();
    } catch (DriverException cutOff) {
      LOG.debug("a look was cut off", cutOff);
    }
  }

  /** Makes sure that it still looks, else throws what ended that. */
  void check() {
    if (looking.isDone()) {
      looking.join();
    }
  }

  /**
   * Lets a look that is under way come to its end, for a while; it is not interrupted, as that
   * would close the file that it writes to.
   */
  @Override
  public void close() {
    closed.countDown();
    try {
      looking.get(LAST_LOOK.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      LOG.warn("the last look still goes on after {} s", LAST_LOOK.toSeconds());
    } catch (ExecutionException | InterruptedException fault) {
      throw new IllegalStateException("nobody looks at the tables any more", fault);
    }
  }
}
