package dev.annals.faults.observer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics from their beginnings, each record once. It belongs to no group: partitions that are
 * added are found by asking. For one thread.
 */
final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final List<String> topics;
  private final KafkaConsumer<byte[], byte[]> consumer;

  private TopicReader(String bootstrapServers, Collection<String> topics, String isolation) {
    this.topics = List.copyOf(topics);
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", isolation,
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false",
                "metadata.max.age.ms", "1000",
                // A broker that is frozen or starts again is waited for.
                "default.api.timeout.ms", "180000"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Sees what is committed, as everybody should. */
  static TopicReader ofCommitted(String bootstrapServers, Collection<String> topics) {
    return new TopicReader(bootstrapServers, topics, "read_committed");
  }

  /** Sees what was aborted, too, and what may still be. */
  static TopicReader ofAll(String bootstrapServers, Collection<String> topics) {
    return new TopicReader(bootstrapServers, topics, "read_uncommitted");
  }

  /** Hands over what is there, or comes within a moment. */
  void read(Consumer<ConsumerRecord<byte[], byte[]>> to) {
    findPartitions();
    consumer.poll(POLL).forEach(to);
  }

  /** Hands over all that there was when it was called and was not read before. */
  void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> to) {
    findPartitions();
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      consumer.poll(POLL).forEach(to);
    }
  }

  /** Those that are known already keep their positions. */
  private void findPartitions() {
    Set<TopicPartition> partitions = new HashSet<>(consumer.assignment());
    List<TopicPartition> added = new ArrayList<>();
    for (String topic : topics) {
      consumer
          .partitionsFor(topic)
          .forEach(
              partition -> {
                TopicPartition one = new TopicPartition(topic, partition.partition());
                if (partitions.add(one)) {
                  added.add(one);
                }
              });
    }
    if (!added.isEmpty()) {
      consumer.assign(partitions);
      consumer.seekToBeginning(added);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
