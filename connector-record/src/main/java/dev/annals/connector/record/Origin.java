package dev.annals.connector.record;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Where a record stands in Kafka, whatever transforms made of its topic since: sources, positions
 * and committed offsets are about this place. The only class that asks a record for it: workers
 * before 3.6 do not know.
 *
 * @param partition as it is assigned to the task
 * @param offset in that partition
 */
public record Origin(TopicPartition partition, long offset) {
  /** The origin of a record. */
  public static Origin of(SinkRecord record) {
    try {
      return new Origin(
          new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
          record.originalKafkaOffset());
    } catch (NoSuchMethodError workerBefore36) {
      // Nothing tells the original place there. Where a transform renamed it, the task finds that
      // the partition is not assigned, and stops.
      return new Origin(
          new TopicPartition(record.topic(), record.kafkaPartition()), record.kafkaOffset());
    }
  }

  @Override
  public String toString() {
    return partition + "@" + offset;
  }
}
