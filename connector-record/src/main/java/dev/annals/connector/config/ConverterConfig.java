package dev.annals.connector.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Checks the converters, which are the framework's settings but decide whether events survive: the
 * default for headers turns {@code "007"} into 7. What is not set on the connector comes from the
 * worker, whose settings no connector can see: so they must be set.
 */
public final class ConverterConfig {
  private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

  /** As classes and as the short names Connect takes for them. */
  private static final Set<String> RETYPING =
      Set.of(
          "org.apache.kafka.connect.storage.SimpleHeaderConverter",
          "SimpleHeaderConverter",
          "Simple",
          "org.apache.kafka.connect.json.JsonConverter",
          "JsonConverter",
          "Json");

  private static final Set<String> KEEPING = Set.of(BYTES, "ByteArrayConverter", "ByteArray");

  private ConverterConfig() {}

  /**
   * Errors in a sink's converters, to be added to what {@code validate} returns; none if all is
   * well. Never throws.
   *
   * @param properties the connector's own settings: those of the worker are not known
   */
  public static List<ConfigValue> validateSink(Map<String, String> properties) {
    List<ConfigValue> errors = new ArrayList<>();
    String converter = properties.get("header.converter");
    if (converter == null || converter.isEmpty() || RETYPING.contains(converter)) {
      errors.add(
          error(
              "header.converter",
              "set header.converter=%s: the default turns the text 007 of a header into the number 7"
                  .formatted(BYTES)));
    }
    return errors;
  }

  /**
   * Errors in a source's converters. Those of keys and values may be any, but it has to know which:
   * what a converter takes depends on it. Headers are bytes. See {@link #validateSink}.
   */
  public static List<ConfigValue> validateSource(Map<String, String> properties) {
    List<ConfigValue> errors = new ArrayList<>();
    for (String key : List.of("key.converter", "value.converter")) {
      String converter = properties.get(key);
      if (converter == null || converter.isEmpty()) {
        errors.add(
            error(
                key,
                "set %s=%s, to publish bytes as they came in; or the converter that the sink reads with"
                    .formatted(key, BYTES)));
      }
    }
    String ofHeaders = properties.get("header.converter");
    if (ofHeaders == null || !KEEPING.contains(ofHeaders)) {
      errors.add(
          error(
              "header.converter",
              "set header.converter=%s: the source publishes headers as they came in"
                  .formatted(BYTES)));
    }
    return errors;
  }

  /** Without the value: workers take that of a converter for a class, and fail on its name. */
  private static ConfigValue error(String key, String message) {
    return new ConfigValue(key, null, new ArrayList<>(), new ArrayList<>(List.of(message)));
  }
}
