package dev.annals.whole;

import dev.annals.model.store.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;

/**
 * Events that are sent for as long as a test wants: a few all the time, and many at once before
 * something is to happen in the middle of the work. Some expect a version that their stream never
 * has, and have to be refused.
 */
final class Load implements AutoCloseable {
  private static final int ENTITIES = 40;
  private static final int FEW = 20;
  private static final int MANY = 600;
  private static final int MOST_UNDECIDED = 2_000;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Scenario scenario;
  private final String topic;
  private final int refuseEvery;
  private final CompletableFuture<Void> sending;
  private volatile int sent;
  private volatile long decided;
  private volatile boolean stopping;

  /**
   * Starts to send.
   *
   * @param refuseEvery how many events there are to each one that has to be refused
   */
  Load(Scenario scenario, String topic, int refuseEvery) {
    this.scenario = scenario;
    this.topic = topic;
    this.refuseEvery = refuseEvery;
    this.sending = CompletableFuture.runAsync(this::run);
  }

  private void run() {
    while (!stopping) {
      if (undecided() < MOST_UNDECIDED) {
        send(FEW);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private synchronized void send(int count) {
    List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
    for (int i = sent; i < sent + count; i++) {
      String entity = "e" + i % ENTITIES;
      events.add(
          isToBeRefused(i)
              ? scenario.event(topic, entity, "id" + i, "ce_expectedversion", "1000000")
              : scenario.event(topic, entity, "id" + i));
    }
    scenario.whole().topics().send(events);
    sent += count;
  }

  boolean isToBeRefused(int number) {
    return number % refuseEvery == refuseEvery - 1;
  }

  /** Events that Kafka has, numbered from 0; ids are {@code id} and the number. */
  int sent() {
    return sent;
  }

  /** How many of them have their outcome; as far as is known, while Cassandra does not answer. */
  long decided() {
    try {
      decided =
          scenario
              .whole()
              .store()
              .log()
              .progress(topic)
              .toCompletableFuture()
              .get(1, TimeUnit.SECONDS)
              .stream()
              .mapToLong(Progress::upto)
              .sum();
    } catch (Exception noAnswer) {
      // Then it is what it was.
    }
    return decided;
  }

  long undecided() {
    return sent - decided();
  }

  List<String> entities() {
    return IntStream.range(0, ENTITIES).mapToObj(i -> "e" + i).toList();
  }

  /** Sends many, and returns when some more have their outcome and hundreds have not. */
  void awaitMidLoad() {
    long from = decided();
    Awaitility.await("the sink is in the middle of " + topic + ", beyond " + from)
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> isMidLoad(from));
  }

  private boolean isMidLoad(long from) {
    long now = decided();
    boolean many = sent - now > MANY / 2;
    if (!many) {
      send(MANY);
    }
    return many && now > from;
  }

  /** Sends no more. */
  void stop() {
    stopping = true;
    sending.join();
  }

  @Override
  public void close() {
    stop();
  }
}
