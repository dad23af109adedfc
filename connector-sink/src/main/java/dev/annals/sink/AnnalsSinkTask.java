package dev.annals.sink;

import dev.annals.connector.metrics.TaskMetrics;
import dev.annals.connector.store.ConnectionNotice;
import dev.annals.connector.store.StoreConnection;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The task as Connect makes it; what it does is in {@link StartedSink}. */
public final class AnnalsSinkTask extends SinkTask {
  private static final Logger LOG = LoggerFactory.getLogger(AnnalsSinkTask.class);

  private static final String ISOLATION = "consumer.override.isolation.level";

  /** What exists from start to stop. */
  private record Running(StartedSink sink, TaskMetrics metrics, ExecutorService thread) {}

  private @Nullable Running running;

  @Override
  public String version() {
    return Version.TEXT;
  }

  @Override
  public void start(Map<String, String> properties) {
    SinkConfig config = new SinkConfig(properties);
    SinkSettings settings = config.settings();
    if (!"read_committed".equals(properties.get(ISOLATION))) {
      // Not refused: a worker may set it for all its sinks, which a connector cannot see.
      LOG.warn(
          "{} is not read_committed: unless the worker sets it, records of aborted transactions become events",
          ISOLATION);
    }
    TaskThreads threads = TaskThreads.of(config.connector(), config.task());
    ExecutorService thread = Executors.newSingleThreadExecutor(threads.named("annals-sink"));
    ConnectionNotice connection = new ConnectionNotice();
    TaskMetrics metrics = TaskMetrics.of(context, config.connector(), config.task());
    StartedSink sink =
        new StartedSink(
            context,
            settings,
            StoreConnection.toCassandra(settings.cassandra(), connection),
            Topics.of(settings.naming(), ConsumerLag.metricOf(config.consumer()), thread),
            new TaskLoop(thread),
            threads.named("annals-snapshots"),
            InstantSource.system());
    running = new Running(sink, metrics, thread);
    Gauges.show(metrics, sink, connection);
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("the task is not started");
    }
    return running;
  }

  @Override
  public void open(Collection<TopicPartition> partitions) {
    running().sink().open(partitions);
  }

  @Override
  public void put(Collection<SinkRecord> records) {
    running().sink().put(records);
    running().metrics().turn();
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> preCommit(
      Map<TopicPartition, OffsetAndMetadata> read) {
    return running().sink().preCommit(read);
  }

  @Override
  public void close(Collection<TopicPartition> partitions) {
    if (running != null) {
      running.sink().close(partitions);
    }
  }

  @Override
  public void stop() {
    if (running != null) {
      running.sink().stop();
      running.metrics().close();
      running.thread().shutdown();
      running = null;
    }
  }
}
