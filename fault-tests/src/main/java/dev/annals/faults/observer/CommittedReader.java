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
 * Reads topics from their beginnings, committed records only, each once. It belongs to no group:
 * partitions that are added are found by asking. For one thread.
 */
final class CommittedReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final List<String> topics;
  private final KafkaConsumer<byte[], byte[]> consumer;

  CommittedReader(String bootstrapServers, Collection<String> topics) {
    this.topics = List.copyOf(topics);
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false",
                "metadata.max.age.ms", "1000"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Hands over what is there, or comes within a moment. */
  void read(Consumer<ConsumerRecord<byte[], byte[]>> to) {
    findPartitions();
    consumer.poll(POLL).forEach(to);
  }

  /** Hands over all that was committed when it was called and was not read before. */
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
