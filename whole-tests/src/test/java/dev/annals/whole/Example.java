package dev.annals.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.annals.testkit.servers.CassandraAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file of config-examples as a connector's configuration. */
final class Example {
  private final Map<String, String> config = new LinkedHashMap<>();

  static Example of(String file) {
    Path path = Path.of(System.getProperty("annals.root"), "config-examples", file);
    try {
      JsonNode json = new ObjectMapper().readTree(path.toFile());
      Example example = new Example();
      json.path("config")
          .properties()
          .forEach(setting -> example.config.put(setting.getKey(), setting.getValue().asText()));
      return example;
    } catch (IOException fault) {
      throw new UncheckedIOException("cannot read " + path, fault);
    }
  }

  /** With this machine's Cassandra. */
  Example on(CassandraAddress cassandra, String keyspace) {
    return with("cassandra.contact.points", cassandra.contactPoint())
        .with("cassandra.local.datacenter", cassandra.localDatacenter())
        .with("cassandra.keyspace", keyspace)
        .with("cassandra.username", cassandra.username())
        .with("cassandra.password", cassandra.password());
  }

  Example with(String setting, String value) {
    config.put(setting, value);
    return this;
  }

  /** An empty value takes the setting away. */
  Example with(Map<String, String> changes) {
    changes.forEach(
        (setting, value) -> {
          if (value.isEmpty()) {
            config.remove(setting);
          } else {
            config.put(setting, value);
          }
        });
    return this;
  }

  Map<String, String> config() {
    return config;
  }
}
