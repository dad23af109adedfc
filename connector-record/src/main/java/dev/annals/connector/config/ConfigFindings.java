package dev.annals.connector.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a configuration that somebody is still filling in: values may be absent or
 * wrong, and errors are added to them. Reading never throws.
 */
public final class ConfigFindings {
  private final Map<String, ConfigValue> values = new LinkedHashMap<>();

  private final Map<String, String> properties;

  /** As {@link #ConfigFindings(Config, Map)}, where the framework's settings do not matter. */
  public ConfigFindings(Config config) {
    this(config, Map.of());
  }

  /**
   * Findings over what {@code Connector.validate} returned; errors are added to it.
   *
   * @param properties what was passed to it: the framework's settings too, such as the topics
   */
  public ConfigFindings(Config config, Map<String, String> properties) {
    this.properties = properties;
    for (ConfigValue value : config.configValues()) {
      values.put(value.name(), value);
    }
  }

  /** The text of a setting; absent where it is not set, empty, or wrong already. */
  @Nullable String text(String key) {
    return value(key) instanceof String text && !text.isEmpty() ? text : null;
  }

  /** A setting of the framework; absent where it is not set or empty. */
  @Nullable String property(String key) {
    String text = properties.get(key);
    return text == null || text.isEmpty() ? null : text;
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
    return value instanceof Password password
        ? !password.value().isEmpty()
        : value != null && !value.equals("");
  }

  /** Whether what the setting holds was found wrong. */
  boolean isWrong(String key) {
    ConfigValue value = values.get(key);
    return value != null && !value.errorMessages().isEmpty();
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
