package dev.annals.quickstart.servers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A connector as a file of {@code config-examples/} describes it for Connect's REST interface.
 *
 * @param config settings by name
 */
record ConnectorFile(String name, Map<String, String> config) {
  private static final ObjectMapper JSON = new ObjectMapper();

  ConnectorFile {
    config = Map.copyOf(config);
  }

  static ConnectorFile parse(String json) {
    try {
      JsonNode file = JSON.readTree(json);
      Map<String, String> config = new LinkedHashMap<>();
      file.path("config")
          .properties()
          .forEach(setting -> config.put(setting.getKey(), setting.getValue().asText()));
      return new ConnectorFile(file.path("name").asText(), config);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a connector's configuration: " + json, e);
    }
  }

  /** The same with another value for a setting. */
  ConnectorFile with(String setting, String value) {
    Map<String, String> changed = new LinkedHashMap<>(config);
    changed.put(setting, value);
    return new ConnectorFile(name, changed);
  }

  /** The value of a setting; empty where the file has none. */
  String setting(String setting) {
    return config.getOrDefault(setting, "");
  }

  int tasks() {
    return Integer.parseInt(config.getOrDefault("tasks.max", "1"));
  }

  /** As it is posted. */
  String json() {
    ObjectNode file = JSON.createObjectNode();
    file.put("name", name);
    ObjectNode settings = file.putObject("config");
    config.forEach(settings::put);
    return file.toString();
  }
}
