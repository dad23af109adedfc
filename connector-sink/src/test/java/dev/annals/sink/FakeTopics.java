package dev.annals.sink;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** What Kafka keeps: records by offset, with holes, for all the tasks of a test. */
final class FakeTopics {
  private final Map<TopicPartition, NavigableMap<Long, SinkRecord>> logs = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private long now = 1_700_000_000_000L;

  /** Appends a record; every record is a second younger than the one before. */
  long send(TopicPartition partition, Sent sent) {
    long offset = end(partition);
    now += 1_000;
    log(partition).put(offset, sent.at(partition, offset, now));
    ends.put(partition, offset + 1);
    return offset;
  }

  void sendAll(TopicPartition partition, List<Sent> all) {
    all.forEach(sent -> send(partition, sent));
  }

  /** Leaves offsets without a record, as the end of a transaction does. */
  void skip(TopicPartition partition, long offsets) {
    ends.merge(partition, offsets, Long::sum);
  }

  /** Drops the records below an offset, as retention does. */
  void removeBelow(TopicPartition partition, long offset) {
    log(partition).headMap(offset).clear();
  }

  /** Deletes a partition and creates it again, empty. */
  void createAgain(TopicPartition partition) {
    logs.remove(partition);
    ends.remove(partition);
  }

  /** Puts another record in the place of one, as old as the topic's first. */
  void replaceSameAge(TopicPartition partition, long offset, Sent sent) {
    long first = log(partition).firstEntry().getValue().timestamp();
    log(partition).put(offset, sent.at(partition, offset, first));
  }

  /** Puts another record in the place of one, younger than all. */
  void replaceYounger(TopicPartition partition, long offset, Sent sent) {
    now += 1_000;
    log(partition).put(offset, sent.at(partition, offset, now));
  }

  NavigableMap<Long, SinkRecord> log(TopicPartition partition) {
    return logs.computeIfAbsent(partition, any -> new TreeMap<>());
  }

  /** Where the next record goes. */
  long end(TopicPartition partition) {
    return ends.getOrDefault(partition, 0L);
  }

  /** Where the consumer goes from an offset that is not in the log: to the first record. */
  long inRange(TopicPartition partition, long offset) {
    NavigableMap<Long, SinkRecord> log = log(partition);
    long first = log.isEmpty() ? end(partition) : log.firstKey();
    return offset < first || offset > end(partition) ? first : offset;
  }
}
