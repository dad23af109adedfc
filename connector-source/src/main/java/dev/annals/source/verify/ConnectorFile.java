package dev.annals.source.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.annals.connector.config.CassandraConfig;
import dev.annals.connector.config.UpcastConfig;
import dev.annals.store.CassandraSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/**
 * The settings of a connector, as they were posted to Connect.
 *
 * @param file for messages
 * @param settings by name; the connector's own name among them, where the file says it
 */
record ConnectorFile(Path file, Map<String, String> settings) {
  /** What a worker puts in the place of it, this program cannot know. */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}:]*:[^}]*}");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the settings. */
  ConnectorFile {
    settings = Map.copyOf(settings);
  }

  /** Reads both forms that Connect takes: {@code {"name": …, "config": {…}}}, and the latter. */
  static ConnectorFile read(Path file) throws CannotVerify {
    JsonNode root = parse(file);
    boolean isNamed = root.path("config").isObject();
    Map<String, String> settings = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : (isNamed ? root.get("config") : root).properties()) {
      JsonNode value = member.getValue();
      if (value.isContainerNode()) {
        throw new CannotVerify(
            "%s: %s is an object or a list; settings are texts".formatted(file, member.getKey()));
      }
      if (!value.isNull()) {
        settings.put(member.getKey(), value.asText());
      }
    }
    if (isNamed && root.path("name").isTextual()) {
      settings.put("name", root.get("name").textValue());
    }
    return new ConnectorFile(file, settings);
  }

  private static JsonNode parse(Path file) throws CannotVerify {
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      if (root != null && root.isObject()) {
        return root;
      }
      throw new CannotVerify(file + ": is not a JSON object with the settings of a connector");
    } catch (JsonProcessingException notJson) {
      throw new CannotVerify(
          "%s: is not JSON: %s".formatted(file, notJson.getOriginalMessage()), notJson);
    } catch (NoSuchFileException missing) {
      throw new CannotVerify("There is no file " + file, missing);
    } catch (IOException unreadable) {
      throw new CannotVerify("%s cannot be read: %s".formatted(file, unreadable), unreadable);
    }
  }

  /**
   * Refuses a file of another kind of connector: the two may have been typed in the wrong order.
   */
  void requireClass(String simpleName, String what) throws CannotVerify {
    String given = settings.getOrDefault("connector.class", simpleName);
    String last = given.substring(given.lastIndexOf('.') + 1);
    if (!simpleName.startsWith(last)) {
      throw new CannotVerify(
          "%s: connector.class is %s, but this file has to be that of %s: name the replay's first and the sink's second"
              .formatted(file, given, what));
    }
  }

  /** Refuses what only a worker can read, among the settings that count here. */
  void requireWrittenOut(Collection<String> counting) throws CannotVerify {
    for (String name : counting) {
      if (namesProvider(name)) {
        throw new CannotVerify(
            "%s: %s names a config provider, which only a worker can ask: write the value out in a copy of the file, and name that"
                .formatted(file, name));
      }
    }
  }

  /** In rules it may be an expression: there only what is nothing else is taken for one. */
  private boolean namesProvider(String name) {
    Matcher placeholder = PLACEHOLDER.matcher(settings.getOrDefault(name, "").strip());
    return name.equals(UpcastConfig.RULES) ? placeholder.matches() : placeholder.find();
  }

  /** Refuses what {@code validate} of the connector finds wrong, in its sentences. */
  void requireRight(List<ConfigValue> checked) throws CannotVerify {
    StringBuilder errors = new StringBuilder();
    for (ConfigValue value : checked) {
      for (String message : value.errorMessages()) {
        errors.append(errors.isEmpty() ? "" : "\n");
        errors.append("%s: %s: %s".formatted(file, value.name(), message));
      }
    }
    if (!errors.isEmpty()) {
      throw new CannotVerify(errors.toString());
    }
  }

  /** Where the store is, which is never created from here. */
  CassandraSettings cassandra(ConfigDef definitions) throws CannotVerify {
    Map<String, String> readOnly = new LinkedHashMap<>(settings);
    readOnly.put("schema.create", "false");
    try {
      return CassandraConfig.parse(
          new AbstractConfig(definitions, readOnly, false), "annals-verify");
    } catch (ConfigException wrong) {
      throw new CannotVerify(file + ": " + wrong.getMessage(), wrong);
    }
  }
}
