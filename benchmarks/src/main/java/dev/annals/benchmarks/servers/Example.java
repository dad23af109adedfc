package dev.annals.benchmarks.servers;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The configuration in a file of config-examples. */
final class Example {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Example() {}

  static Map<String, String> read(Path file) {
    try {
      Map<String, String> config = new LinkedHashMap<>();
      JSON.readTree(file.toFile())
          .path("config")
          .properties()
          .forEach(setting -> config.put(setting.getKey(), setting.getValue().asText()));
      return config;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
