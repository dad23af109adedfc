package dev.annals.faults.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends the records of a fuzzer to a topic that has none yet, in the order of their numbers, each
 * to the place that its number says.
 */
public final class FuzzProducer implements AutoCloseable {
  private final String topic;
  private final Fuzzer fuzzer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> fault = new AtomicReference<>();

  /**
   * Sends nothing yet.
   *
   * @param maxBytes of a request: of the largest record, and what is around it
   */
  public FuzzProducer(String bootstrapServers, String topic, Fuzzer fuzzer, int maxBytes) {
    this.topic = topic;
    this.fuzzer = fuzzer;
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("max.request.size", maxBytes);
    settings.put("linger.ms", 5);
    settings.put("enable.idempotence", true); // keeps the order of each partition
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends the records from one number up to another, and returns when Kafka has them. */
  public void send(long from, long to) {
    for (long number = from; number < to && fault.get() == null; number++) {
      send(fuzzer.record(number));
    }
    producer.flush();
    if (fault.get() != null) {
      throw new IllegalStateException("the records could not be sent", fault.get());
    }
  }

  private void send(FuzzedRecord record) {
    int partition = (int) (record.number() % fuzzer.lanes());
    long offset = record.number() / fuzzer.lanes();
    List<Header> headers = new ArrayList<>();
    record.headers().forEach(one -> headers.add(new RecordHeader(one.name(), one.value())));
    producer.send(
        new ProducerRecord<>(
            topic, partition, record.timestamp(), record.key(), record.value(), headers),
        (sent, failure) -> {
          if (failure != null) {
            fault.compareAndSet(null, failure);
          } else if (sent.offset() != offset) {
            fault.compareAndSet(
                null,
                new IllegalStateException(
                    "%s is at offset %d".formatted(fuzzer.place(record.number()), sent.offset())));
          }
        });
  }

  @Override
  public void close() {
    producer.close();
  }
}
