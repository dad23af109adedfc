package dev.annals.connector.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/** Settings as a connector validates them: one by one, then together. */
record Validated(Map<String, ConfigValue> values) {
  static Validated of(
      Consumer<ConfigDef> define,
      Consumer<ConfigFindings> validate,
      Map<String, String> properties) {
    ConfigDef definitions = new ConfigDef();
    define.accept(definitions);
    Map<String, ConfigValue> values = definitions.validateAll(properties);
    validate.accept(new ConfigFindings(new Config(List.copyOf(values.values())), properties));
    return new Validated(values);
  }

  static AbstractConfig parsed(Consumer<ConfigDef> define, Map<String, String> properties) {
    ConfigDef definitions = new ConfigDef();
    define.accept(definitions);
    return new AbstractConfig(definitions, properties, false);
  }

  List<String> errors(String key) {
    return value(key).errorMessages();
  }

  ConfigValue value(String key) {
    return Objects.requireNonNull(values.get(key), key);
  }

  List<String> errors() {
    return values.values().stream().flatMap(value -> value.errorMessages().stream()).toList();
  }
}
