package dev.annals.connector.config;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Checks the converters, which are the framework's settings but decide whether events survive: the
 * default for headers turns {@code "007"} into 7.
 */
public final class ConverterConfig {
  private ConverterConfig() {}

  /**
   * Errors in a sink's converters, to be added to what {@code validate} returns; none if all is
   * well. Never throws.
   *
   * @param properties the connector's own settings: those of the worker are not known
   */
  public static List<ConfigValue> validateSink(Map<String, String> properties) {
    return Pending.later(properties);
  }

  /** Errors in a source's converters: it publishes bytes only. */
  public static List<ConfigValue> validateSource(Map<String, String> properties) {
    return Pending.later(properties);
  }
}
