package dev.annals.source;

import dev.annals.connector.metrics.TaskMetrics;
import dev.annals.connector.store.ConnectionNotice;
import dev.annals.connector.store.StoreConnection;
import dev.annals.connector.upcast.UpcastCounters;
import dev.annals.connector.upcast.UpcastShapes;
import dev.annals.store.CassandraSettings;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The task as Connect makes it; what it does is in {@link StartedSource}. */
public final class AnnalsSourceTask extends SourceTask {
  /** What exists from start to stop. */
  private record Running(StartedSource source, TaskMetrics metrics) {}

  private volatile @Nullable Running running;

  @Override
  public String version() {
    return Version.TEXT;
  }

  @Override
  public void start(Map<String, String> properties) {
    SourceConfig config = new SourceConfig(properties);
    CassandraSettings cassandra = config.cassandra();
    UpcastCounters upcasts = new UpcastCounters();
    SourceSettings settings = config.settings(new UpcastShapes(config.upcasting(), upcasts));
    settings.requestLimit().warnIfUnset();
    ConnectionNotice notice = new ConnectionNotice();
    SourceCounters counters = new SourceCounters();
    TaskMetrics metrics = TaskMetrics.of(context, config.connector(), config.task());
    Gauges.show(metrics, counters.tail(), upcasts, notice);
    if (settings.replay().mode() != ReplaySettings.Mode.TAIL) {
      Gauges.show(metrics, counters.replay());
    }
    if (!settings.states().isNone()) {
      Gauges.show(metrics, counters.states());
    }
    StartedSource source =
        new StartedSource(
            StoreConnection.toCassandra(cassandra, notice),
            context.offsetStorageReader(),
            settings,
            counters,
            task -> thread(task, config));
    running = new Running(source, metrics);
  }

  /** The task's own thread, whose lines in the worker's log carry the connector's name. */
  private static Thread thread(Runnable task, SourceConfig config) {
    Map<String, String> logContext = MDC.getCopyOfContextMap();
    Runnable withContext =
        () -> {
          if (logContext != null) {
            MDC.setContextMap(logContext);
          }
          task.run();
        };
    Thread thread =
        new Thread(withContext, "annals-source-" + config.connector() + "-" + config.task());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public @Nullable List<SourceRecord> poll() throws InterruptedException {
    Running current = running;
    if (current == null) {
      return null;
    }
    current.metrics().turn();
    return current.source().poll();
  }

  /** May be called while a poll waits, and before start has ended well. */
  @Override
  public void stop() {
    Running current = running;
    if (current != null) {
      current.source().stop();
      current.metrics().close();
      running = null;
    }
  }
}
