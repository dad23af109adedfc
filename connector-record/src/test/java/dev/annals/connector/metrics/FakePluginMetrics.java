package dev.annals.connector.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.MetricValueProvider;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;

/**
 * Remembers what was added, refuses a name that is taken, and has no sensors: they are not told
 * apart by task.
 */
final class FakePluginMetrics implements PluginMetrics {
  private final Map<String, MetricValueProvider<?>> metrics = new TreeMap<>();

  Map<String, Object> values() {
    Map<String, Object> values = new TreeMap<>();
    metrics.forEach(
        (name, provider) -> values.put(name, ((Gauge<?>) provider).value(new MetricConfig(), 0)));
    return values;
  }

  // Kafka says LinkedHashMap.
  @SuppressWarnings("NonApiType")
  @Override
  public MetricName metricName(
      String name, String description, LinkedHashMap<String, String> tags) {
    return new MetricName(name, "plugins", description, tags);
  }

  @Override
  public void addMetric(MetricName name, MetricValueProvider<?> provider) {
    if (metrics.putIfAbsent(name.name(), provider) != null) {
      throw new IllegalArgumentException(name + " already exists");
    }
  }

  @Override
  public void removeMetric(MetricName name) {
    metrics.remove(name.name());
  }

  @Override
  public Sensor addSensor(String name) {
    throw new UnsupportedOperationException("sensors of two tasks would be one");
  }

  @Override
  public void removeSensor(String name) {
    throw new UnsupportedOperationException("no sensor was added");
  }
}
