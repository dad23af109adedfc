package dev.annals.faults.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Shows an audit what a source published, each record once: that is in topics whose names begin
 * with that of the topic the records were sent to. For one thread.
 */
public final class PublishedTopics implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final String source;
  private final String deadLetters;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /** Has read nothing yet. */
  public PublishedTopics(String bootstrapServers, String source, String deadLetters) {
    this.source = source;
    this.deadLetters = deadLetters;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false",
                "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Shows all that is committed now and was not shown before. */
  public void show(Audit audit) {
    findPartitions();
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        audit.seePublished(
            new PublishedSeen(
                "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset()),
                source,
                record.topic(),
                record.key(),
                record.value(),
                headers(record),
                record.timestamp()));
      }
    }
  }

  private void findPartitions() {
    Set<TopicPartition> partitions = new HashSet<>(consumer.assignment());
    List<TopicPartition> added = new ArrayList<>();
    for (Map.Entry<String, List<PartitionInfo>> topic : consumer.listTopics().entrySet()) {
      if (topic.getKey().startsWith(source + ".") && !topic.getKey().equals(deadLetters)) {
        for (PartitionInfo info : topic.getValue()) {
          TopicPartition one = new TopicPartition(topic.getKey(), info.partition());
          if (partitions.add(one)) {
            added.add(one);
          }
        }
      }
    }
    if (!added.isEmpty()) {
      consumer.assign(partitions);
      consumer.seekToBeginning(added);
    }
  }

  /** The topics that there are. */
  public Set<String> topics() {
    Set<String> topics = new HashSet<>();
    consumer.assignment().forEach(partition -> topics.add(partition.topic()));
    return topics;
  }

  static List<FuzzedHeader> headers(ConsumerRecord<byte[], byte[]> record) {
    List<FuzzedHeader> headers = new ArrayList<>();
    record.headers().forEach(one -> headers.add(new FuzzedHeader(one.key(), one.value())));
    return headers;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
