package dev.annals.connector.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a configuration that somebody is still filling in: values may be absent or
 * wrong, and errors are added to them. Reading never throws.
 */
public final class ConfigFindings {
  private final Map<String, ConfigValue> values = new LinkedHashMap<>();

  /** Findings over what {@code Connector.validate} returned; errors are added to it. */
  public ConfigFindings(Config config) {
    for (ConfigValue value : config.configValues()) {
      values.put(value.name(), value);
    }
  }

  /** The text of a setting; absent where it is not set, empty, or wrong already. */
  @Nullable String text(String key) {
    return value(key) instanceof String text && !text.isEmpty() ? text : null;
  }

  /** The elements of a list; none where it is not set or wrong already. */
  List<?> list(String key) {
    return value(key) instanceof List<?> list ? list : List.of();
  }

  /** The number a setting holds; absent where it is not set or wrong already. */
  @Nullable Long number(String key) {
    return value(key) instanceof Number number ? Long.valueOf(number.longValue()) : null;
  }

  /** Whether the setting is set to true. */
  boolean isTrue(String key) {
    return Boolean.TRUE.equals(value(key));
  }

  /** Whether the setting holds anything but an empty text. */
  boolean isSet(String key) {
    Object value = value(key);
    return value != null && !value.equals("");
  }

  private @Nullable Object value(String key) {
    ConfigValue value = values.get(key);
    return value == null || !value.errorMessages().isEmpty() ? null : value.value();
  }

  /** Adds an error to a setting; a setting that is not defined is ignored. */
  public void error(String key, String message) {
    ConfigValue value = values.get(key);
    if (value != null) {
      value.addErrorMessage(message);
    }
  }
}
