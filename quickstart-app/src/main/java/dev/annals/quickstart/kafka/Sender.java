package dev.annals.quickstart.kafka;

import dev.annals.quickstart.text.Complaint;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A plain Kafka producer, as any application has one: it knows nothing of Annals. Thread-safe. */
public final class Sender implements AutoCloseable {
  /** Events that are too large for Annals shall reach it all the same, to be told so. */
  public static final int LARGEST_RECORD_BYTES = 8 << 20;

  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /** Connects to a broker. */
  public Sender(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.CLIENT_ID_CONFIG,
            "quickstart",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            LARGEST_RECORD_BYTES,
            ProducerConfig.ACKS_CONFIG,
            "all");
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Hands a record over; {@link #flush()} tells whether the broker has it. */
  public void send(ProducerRecord<byte[], byte[]> record) {
    producer.send(
        record,
        (metadata, exception) -> {
          if (exception != null) {
            failure.compareAndSet(null, exception);
          }
        });
  }

  /** Returns when the broker has everything that was sent, else {@link Complaint}. */
  public void flush() {
    producer.flush();
    Exception cause = failure.get();
    if (cause != null) {
      throw new Complaint("Kafka did not take a record: " + cause.getMessage(), cause);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
