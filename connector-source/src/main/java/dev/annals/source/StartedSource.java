package dev.annals.source;

import dev.annals.connector.record.RecordEncoder;
import dev.annals.connector.record.Shapes;
import dev.annals.connector.store.StoreConnection;
import dev.annals.model.store.StoreException;
import dev.annals.source.state.States;
import dev.annals.source.tail.LostEntriesException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task between start and stop. A thread of its own opens the store, however long that takes, and
 * works out the next poll while Connect sends the one before; {@link #poll} only takes what is
 * there. So a store that does not answer keeps neither the task from running nor the worker from
 * stopping it. One poll waits to be taken, one is worked out (BOUNDED).
 */
final class StartedSource {
  private static final Logger log = LoggerFactory.getLogger(StartedSource.class);

  /** How long a poll waits for records: Connect looks whether it should stop in between. */
  private static final Duration POLL_WAIT = Duration.ofMillis(500);

  private static final Duration STOP_WAIT = Duration.ofSeconds(5);

  private final StoreConnection connection;
  private final OffsetStorageReader reader;
  private final SourceSettings settings;
  private final SourceCounters counters;
  private final BlockingQueue<List<SourceRecord>> ready = new ArrayBlockingQueue<>(1);
  private final Thread thread;
  private volatile @Nullable ConnectException failure;
  private volatile boolean stopping;

  /**
   * Starts to read.
   *
   * @param connection closed by {@link #stop}
   * @param threads makes the task's thread
   */
  StartedSource(
      StoreConnection connection,
      OffsetStorageReader reader,
      SourceSettings settings,
      SourceCounters counters,
      ThreadFactory threads) {
    this.connection = connection;
    this.reader = reader;
    this.settings = settings;
    this.counters = counters;
    this.thread = threads.newThread(this::run);
    thread.start();
  }

  /**
   * The next records; null if there are none for a moment.
   *
   * @throws ConnectException if the task cannot go on: the message says what to do
   */
  @Nullable List<SourceRecord> poll() throws InterruptedException {
    List<SourceRecord> records = ready.poll(POLL_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    ConnectException failed = failure;
    if (records == null && failed != null) {
      throw failed;
    }
    return records;
  }

  private void run() {
    try (Publisher publisher = open()) {
      while (!stopping) {
        List<SourceRecord> records = publisher.next();
        if (records.isEmpty()) {
          Thread.sleep(settings.pollInterval().toMillis());
        } else {
          ready.put(records);
        }
      }
    } catch (InterruptedException | CancellationException | StoreException.Closed ended) {
      fail(new ConnectException("the task's thread was ended by somebody else", ended));
    } catch (StoreException | LostEntriesException | ConnectException fault) {
      fail(new ConnectException(fault.getMessage(), fault));
    } catch (RuntimeException | Error fault) {
      fail(new ConnectException("the source failed in a way it should not", fault));
    }
  }

  private void fail(ConnectException fault) {
    if (!stopping) {
      failure = fault;
    }
  }

  private Publisher open() throws InterruptedException {
    StoreConnection.Open store;
    try {
      store = connection.opened().toCompletableFuture().get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof StoreException fault) {
        throw fault;
      }
      throw new IllegalStateException("the store failed in a way it should not", failed.getCause());
    }
    return new Publisher(
        new Works(store, settings, reader, counters.tail(), counters.replay(), System::nanoTime)
            .begin(),
        new RecordEncoder(
            settings.publishedTopics(), store.events().settings().id(), shapes(store)),
        settings.requestLimit(),
        new PublishedValues(store.schemas(), settings.forms()),
        states(store),
        settings.maxBufferedBytes() / 4);
  }

  private StatePublisher states(StoreConnection.Open store) {
    StateSettings of = settings.states();
    States states =
        new States(
            of.rules(),
            of.when(),
            store.events(),
            store.snapshots(),
            counters.states(),
            thread.getName());
    return new StatePublisher(
        states, counters.states(), of.topic(), store.events().settings().id());
  }

  /** Bytes and text need no schema. */
  private Shapes shapes(StoreConnection.Open store) {
    return settings.forms().value() == PublishedAs.VALUE
        ? new ShapesOfStructs(settings.shapes(), store.schemas())
        : settings.shapes();
  }

  /** Ends what is under way and lets go of the store. What was polled stays valid. */
  void stop() {
    stopping = true;
    connection.close();
    thread.interrupt();
    try {
      thread.join(STOP_WAIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      log.warn(
          "{} has not ended within {}; it publishes nothing any more", thread.getName(), STOP_WAIT);
    }
  }
}
