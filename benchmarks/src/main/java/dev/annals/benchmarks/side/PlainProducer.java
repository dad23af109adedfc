package dev.annals.benchmarks.side;

import dev.annals.benchmarks.servers.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The floor of the tail: a producer with Kafka's own settings sends the bytes that the source
 * published last, from memory.
 */
public final class PlainProducer implements Side {
  private final Rig rig;
  private final Tail tail;

  public PlainProducer(Rig rig, Tail tail) {
    this.rig = rig;
    this.tail = tail;
  }

  @Override
  public String name() {
    return "plain producer";
  }

  @Override
  public Rate run(Round round) throws Exception {
    String topic = round.name() + ".plain";
    rig.topics().create(topic);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(tail.published());
    try (KafkaConsumer<byte[], byte[]> consumer = rig.topics().consumer(topic);
        KafkaProducer<byte[], byte[]> producer = rig.topics().producer()) {
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(() -> send(producer, topic, records));
      Rate rate = Arrivals.measure(rig, consumer, round, new ArrayList<>());
      sent.join();
      rig.topics().delete(topic);
      return rate;
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer,
      String topic,
      List<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      producer.send(
          new ProducerRecord<>(
              topic,
              record.partition(),
              record.timestamp(),
              record.key(),
              record.value(),
              record.headers()));
    }
    producer.flush();
  }
}
