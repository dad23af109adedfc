package dev.annals.faults.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files of config-examples: what is tested is what people start with. */
public final class ExampleConfig {
  private static final JsonMapper JSON = new JsonMapper();

  private ExampleConfig() {}

  /** The configuration in this file, with some of it changed. */
  public static Map<String, String> of(String file, Map<String, String> changes) {
    Path path = Path.of(System.getProperty("annals.root"), "config-examples", file);
    try {
      JsonNode config = JSON.readTree(path.toFile()).path("config");
      Map<String, String> all = new LinkedHashMap<>();
      config.properties().forEach(one -> all.put(one.getKey(), one.getValue().asText()));
      all.putAll(changes);
      return all;
    } catch (IOException fault) {
      throw new UncheckedIOException("cannot read " + path, fault);
    }
  }
}
