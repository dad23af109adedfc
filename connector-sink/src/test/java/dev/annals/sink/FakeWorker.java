package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.connector.record.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/**
 * Drives a sink task as Connect's worker does: seeks before it polls, delivers what is not paused,
 * commits when asked to. Whatever the task asks for has to come from the worker's thread.
 */
final class FakeWorker implements SinkTaskContext {
  private final FakeTopics topics;
  private final Thread thread = Thread.currentThread();
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Map<TopicPartition, Long> read = new HashMap<>();
  private final Map<TopicPartition, Long> seeks = new HashMap<>();
  private final Set<TopicPartition> paused = new HashSet<>();
  private final Set<TopicPartition> assigned = new LinkedHashSet<>();
  private boolean commitRequested;
  private long timeoutMs = -1;
  private @Nullable StartedSink sink;

  /** Offsets of the consumer group; shared by the workers of one connector. */
  final Map<TopicPartition, Long> committed;

  /** The origins of what went to the dead-letter queue. */
  final List<Origin> deadLetters = new ArrayList<>();

  /** What the dead-letter queue answers. */
  CompletableFuture<Void> deadLetterAnswer = done();

  /** A chain of transforms. */
  UnaryOperator<SinkRecord> transform = record -> record;

  int maxPollRecords = 500;

  FakeWorker(FakeTopics topics, Map<TopicPartition, Long> committed) {
    this.topics = topics;
    this.committed = committed;
  }

  /** The null that stands for Void. */
  @SuppressWarnings("NullAway")
  static Void nothing() {
    return null;
  }

  private static CompletableFuture<Void> done() {
    return CompletableFuture.completedFuture(nothing());
  }

  FakeWorker start(Function<SinkTaskContext, StartedSink> start) {
    sink = start.apply(this);
    return this;
  }

  private StartedSink sink() {
    return Objects.requireNonNull(sink, "start() comes first");
  }

  void assign(Collection<TopicPartition> partitions) {
    assigned.addAll(partitions);
    for (TopicPartition partition : partitions) {
      long position = topics.inRange(partition, committed.getOrDefault(partition, 0L));
      positions.put(partition, position);
      read.put(partition, position);
    }
    sink().open(partitions);
    rewind();
  }

  /** One turn of the worker's loop; returns how many records it delivered. */
  int poll() {
    if (commitRequested) {
      commitRequested = false;
      commit();
    }
    rewind();
    List<SinkRecord> batch = new ArrayList<>();
    for (TopicPartition partition : assigned) {
      deliver(partition, batch);
    }
    timeoutMs = -1;
    sink().put(batch);
    assertThat(timeoutMs).as("when the worker is to call again").isPositive();
    read.putAll(positions);
    return batch.size();
  }

  private void deliver(TopicPartition partition, List<SinkRecord> batch) {
    if (paused.contains(partition)) {
      return;
    }
    long position = topics.inRange(partition, positions.getOrDefault(partition, 0L));
    for (SinkRecord record : topics.log(partition).tailMap(position).values()) {
      if (batch.size() == maxPollRecords) {
        break;
      }
      batch.add(transform.apply(record));
      position = record.kafkaOffset() + 1;
    }
    positions.put(partition, position);
  }

  private void rewind() {
    seeks.forEach(
        (partition, offset) -> {
          assertThat(assigned).as("seeks what is assigned").contains(partition);
          positions.put(partition, offset);
          read.put(partition, offset);
        });
    seeks.clear();
  }

  /** Goes back, as the worker does where a commit failed. */
  void goBackTo(TopicPartition partition, long offset) {
    offset(partition, offset);
  }

  void commit() {
    Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
    assigned.forEach(
        partition ->
            current.put(partition, new OffsetAndMetadata(read.getOrDefault(partition, 0L))));
    sink()
        .preCommit(current)
        .forEach(
            (partition, offset) -> {
              assertThat(offset.offset())
                  .as("commits only what was read of %s", partition)
                  .isLessThanOrEqualTo(read.getOrDefault(partition, 0L));
              committed.put(partition, offset.offset());
            });
  }

  void revoke(Collection<TopicPartition> partitions) {
    commit();
    sink().close(partitions);
    assigned.removeAll(partitions);
    paused.removeAll(partitions);
  }

  void stop() {
    revoke(List.copyOf(assigned));
    sink().stop();
  }

  boolean isPaused(TopicPartition partition) {
    return paused.contains(partition);
  }

  long position(TopicPartition partition) {
    return positions.getOrDefault(partition, 0L);
  }

  private void onWorkersThread() {
    assertThat(Thread.currentThread()).as("the consumer is for one thread").isSameAs(thread);
  }

  @Override
  public Map<String, String> configs() {
    return Map.of();
  }

  @Override
  public void offset(Map<TopicPartition, Long> offsets) {
    offsets.forEach(this::offset);
  }

  @Override
  public void offset(TopicPartition partition, long offset) {
    onWorkersThread();
    seeks.put(partition, offset);
  }

  @Override
  public void timeout(long ms) {
    onWorkersThread();
    timeoutMs = ms;
  }

  @Override
  public Set<TopicPartition> assignment() {
    return Set.copyOf(assigned);
  }

  @Override
  public void pause(TopicPartition... partitions) {
    onWorkersThread();
    paused.addAll(Arrays.asList(partitions));
  }

  @Override
  public void resume(TopicPartition... partitions) {
    onWorkersThread();
    Arrays.asList(partitions).forEach(paused::remove);
  }

  @Override
  public void requestCommit() {
    onWorkersThread();
    commitRequested = true;
  }

  @Override
  public ErrantRecordReporter errantRecordReporter() {
    return (record, error) -> {
      onWorkersThread();
      deadLetters.add(Origin.of(record));
      return deadLetterAnswer;
    };
  }

  @Override
  public PluginMetrics pluginMetrics() {
    throw new NoSuchMethodError("a worker before 4.1");
  }
}
