package dev.annals.faults.workload;

import dev.annals.faults.history.Acknowledged;
import dev.annals.faults.history.Entry;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.Recorder;
import dev.annals.faults.history.Unacknowledged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Producers at work, each on a thread of its own. */
public final class Workload {
  private static final long SECOND = 1_000_000_000;

  private final Plan plan;
  private final Map<String, Object> producerSettings;
  private final Recorder recorder;
  private final Heads heads;
  private volatile boolean stopping;

  /**
   * Nothing is sent yet.
   *
   * @param producerSettings {@code bootstrap.servers} at least
   * @param heads what is known of streams; somebody else has it learn
   */
  public Workload(Plan plan, Map<String, Object> producerSettings, Recorder recorder, Heads heads) {
    this.plan = plan;
    this.producerSettings = new HashMap<>(producerSettings);
    this.recorder = recorder;
    this.heads = heads;
  }

  /** Lets the producers end when they have made as many requests as the plan wants. */
  public void stop() {
    stopping = true;
  }

  /**
   * Starts all producers; done when they were stopped, and all that they asked for was
   * acknowledged, or was not.
   */
  public CompletableFuture<Void> start() {
    ExecutorService threads = Executors.newFixedThreadPool(plan.producers());
    List<CompletableFuture<Void>> producers = new ArrayList<>();
    for (int number = 0; number < plan.producers(); number++) {
      Requests requests = new Requests(plan, number, heads);
      producers.add(CompletableFuture.runAsync(() -> produce(requests), threads));
    }
    threads.shutdown();
    return CompletableFuture.allOf(producers.toArray(CompletableFuture<?>[]::new));
  }

  /**
   * Each request waits for the acknowledgement of the one before every third time, so that some are
   * under way together, and some know what came of the ones before.
   */
  private void produce(Requests requests) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            producerSettings, new ByteArraySerializer(), new ByteArraySerializer())) {
      long next = System.nanoTime();
      for (int i = 0; i < plan.requests() || !stopping; i++) {
        send(producer, requests.next());
        if (i % 3 == 0) {
          producer.flush();
        }
        next += SECOND / plan.perSecond();
        LockSupport.parkNanos(next - System.nanoTime());
      }
    }
  }

  private void send(KafkaProducer<byte[], byte[]> producer, Request request) {
    send(producer, request, request.record(), recorder);
  }

  static void send(
      KafkaProducer<byte[], byte[]> producer,
      Request request,
      ProducerRecord<byte[], byte[]> record,
      Recorder recorder) {
    // Before Kafka can have it: nothing may seem to have come of it earlier.
    recorder.add(request.sent(recorder.now()));
    producer.send(
        record,
        (metadata, fault) -> recorder.add(answer(request, metadata, fault, recorder.now())));
  }

  private static Entry answer(
      Request request, @Nullable RecordMetadata metadata, @Nullable Exception fault, long at) {
    if (fault != null || metadata == null) {
      return new Unacknowledged(request.name(), String.valueOf(fault), at);
    }
    Position position = new Position(metadata.topic(), metadata.partition(), metadata.offset());
    return new Acknowledged(request.name(), position, at);
  }
}
