package dev.annals.connector.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.apache.kafka.connect.source.SourceTaskContext;

/**
 * Gauges in the worker's own metrics, which adds connector and task to their names. Metrics are
 * added one by one: sensors of Kafka 4.3 are not told apart by task, so two tasks would count into
 * one. The only class that names {@link PluginMetrics}, be it as a method reference: workers before
 * 4.1 do not have it, and fail where it is first met.
 */
final class WorkerGauges implements GaugeBoard {
  private final PluginMetrics metrics;
  private final List<MetricName> added = new ArrayList<>();

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
    Gauge<Long> gauge = (config, now) -> value.getAsLong();
    metrics.addMetric(metric, gauge);
    added.add(metric);
  }

  @Override
  public synchronized void close() {
    added.forEach(metrics::removeMetric);
    added.clear();
  }
}
