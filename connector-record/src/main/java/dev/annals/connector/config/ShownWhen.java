package dev.annals.connector.config;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef.Recommender;

/**
 * Shows a setting only where another one has a value. Does not throw where the other is missing.
 *
 * @param key the other setting, which names this one among its dependents
 * @param value that it must have
 */
record ShownWhen(String key, Object value) implements Recommender {
  @Override
  public List<Object> validValues(String name, Map<String, Object> parsed) {
    return List.of();
  }

  @Override
  public boolean visible(String name, Map<String, Object> parsed) {
    return value.equals(parsed.get(key));
  }
}
