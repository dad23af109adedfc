package dev.annals.connector.metrics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gauges in the worker's own metrics, which adds connector and task to their names. Metrics are
 * added one by one: sensors of Kafka 4.3 are not told apart by task, so two tasks would count into
 * one. The only class that names {@link PluginMetrics}, be it as a method reference: workers before
 * 4.1 do not have it, and fail where it is first met.
 */
final class WorkerGauges implements GaugeBoard {
  private static final Logger log = LoggerFactory.getLogger(WorkerGauges.class);

  private record Waiting(MetricName name, Gauge<Long> gauge) {}

  private final PluginMetrics metrics;
  private final List<MetricName> added = new ArrayList<>();

  /** Those whose names are still taken. */
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

  private WorkerGauges(PluginMetrics metrics) {
    this.metrics = metrics;
  }

  static WorkerGauges of(SinkTaskContext context) {
    return new WorkerGauges(context.pluginMetrics());
  }

  static WorkerGauges of(SourceTaskContext context) {
    return new WorkerGauges(context.pluginMetrics());
  }

  @Override
  public synchronized void add(String name, String description, LongSupplier value) {
    MetricName metric = metrics.metricName(name, description, new LinkedHashMap<>());
    boolean awaited = waiting.stream().anyMatch(other -> other.name().equals(metric));
    if (awaited || added.contains(metric)) {
      throw new IllegalArgumentException("there is a gauge " + name);
    }
    boolean first = waiting.isEmpty();
    waiting.add(new Waiting(metric, (config, now) -> value.getAsLong()));
    if (first) {
      turn();
      if (!waiting.isEmpty()) {
        log.warn(
            "The metrics of this task's predecessor are still there, since it has not ended: those"
                + " of this one are shown as soon as it has");
      }
    }
  }

  /**
   * Connect starts a task anew without waiting for one that does not stop, and takes the metrics of
   * that one down when it has ended.
   */
  @Override
  public synchronized void turn() {
    for (Waiting next = waiting.peek(); next != null; next = waiting.peek()) {
      try {
        metrics.addMetric(next.name(), next.gauge());
      } catch (IllegalArgumentException nameIsTaken) {
        return;
      }
      added.add(next.name());
      waiting.remove();
    }
  }

  @Override
  public synchronized void close() {
    waiting.clear();
    added.forEach(metrics::removeMetric);
    added.clear();
  }
}
