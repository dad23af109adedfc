package dev.annals.quickstart.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from one place to another, without what was aborted. One thread at a time. */
public final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;

  /** Connects to a broker. */
  public TopicReader(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.CLIENT_ID_CONFIG,
            "quickstart",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false);
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The names of all topics. */
  public Set<String> topics() {
    return consumer.listTopics().keySet();
  }

  /** The partitions that exist of these topics. */
  public List<TopicPartition> partitions(Collection<String> topics) {
    Map<String, List<PartitionInfo>> existing = consumer.listTopics();
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      for (PartitionInfo info : existing.getOrDefault(topic, List.of())) {
        partitions.add(new TopicPartition(topic, info.partition()));
      }
    }
    return partitions;
  }

  /** Where these topics end now: the place of the next record of each partition. */
  public Map<TopicPartition, Long> ends(Collection<String> topics) {
    return consumer.endOffsets(partitions(topics));
  }

  /** Every record of these topics up to now; in the order of offsets within a partition. */
  public List<TopicRecord> readAll(Collection<String> topics) {
    List<TopicRecord> records = new ArrayList<>();
    read(consumer.beginningOffsets(partitions(topics)), ends(topics), records::add);
    return records;
  }

  /**
   * The records from some places to others.
   *
   * @param from inclusive; partitions that are missing here are read from their beginning
   * @param to exclusive; only these partitions are read
   */
  public void read(
      Map<TopicPartition, Long> from, Map<TopicPartition, Long> to, Consumer<TopicRecord> each) {
    Map<TopicPartition, Long> open = new HashMap<>(to);
    consumer.assign(open.keySet());
    consumer.seekToBeginning(open.keySet());
    from.forEach(
        (partition, offset) -> {
          if (open.containsKey(partition)) {
            consumer.seek(partition, offset);
          }
        });
    open.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    while (!open.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < to.getOrDefault(partition, 0L)) {
          each.accept(TopicRecord.of(record));
        }
      }
      open.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
