package dev.annals.testkit.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.jspecify.annotations.Nullable;

/**
 * What a form, a script or a hand might post: a complete configuration in which some settings are
 * absent, null, empty, of another setting's kind, or nonsense. The same for the same random.
 */
final class RandomSettings {
  /** In every password, and nowhere else. */
  static final String SECRET = "s3cr3t";

  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "\u0000",
          "\n\r\t\u001b[31m",
          "\ud800",
          "\u202e\u2028",
          "0",
          "1",
          "-1",
          "00012",
          "1e400",
          "NaN",
          "3.14",
          "9223372036854775807",
          "99999999999999999999999",
          "true",
          "TRUE",
          "maybe",
          "null",
          ",",
          "a,b,,c",
          "127.0.0.1:0",
          "[::1]:9042",
          "[",
          "]:1",
          "192.0.2.1",
          "${file:/etc/passwd:root}",
          "${topic}",
          "${entityType}.x",
          "${",
          "%s%n%d",
          "'; DROP TABLE events; --",
          "/",
          "/dev/zero",
          "/proc/self/environ",
          "..",
          "java.lang.Runtime",
          "org.apache.kafka.connect.storage.StringConverter",
          "[]",
          "{}",
          "[{\"type\":\"a\",\"from\":1,\"data\":\"$\"}]",
          "[{\"entityType\":\"a\",\"reducer\":\"json-merge-patch\"}]",
          "[{\"type\":\"a\",\"from\":1,\"data\":\"((((\"}]",
          "header:ce_id",
          "PT1S",
          "2026-11-23T00:00:00Z",
          "x".repeat(10_000),
          "[".repeat(20_000));

  private final List<ConfigKey> keys;
  private final Map<String, String> complete;
  private final Random random;

  RandomSettings(ConfigDef definitions, Map<String, String> complete, Random random) {
    this.keys = new ArrayList<>(definitions.configKeys().values());
    this.complete = complete;
    this.random = random;
  }

  /** Most have few changes, so that some have no errors and others only one. */
  Map<String, @Nullable String> next() {
    Map<String, @Nullable String> settings = new HashMap<>(complete);
    int changes = random.nextInt(10) == 0 ? keys.size() : random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      ConfigKey key = keys.get(random.nextInt(keys.size()));
      if (random.nextInt(6) == 0) {
        settings.remove(key.name);
      } else {
        settings.put(key.name, value(key));
      }
    }
    if (random.nextInt(10) == 0) {
      settings.keySet().removeIf(name -> random.nextBoolean());
    }
    settings.put("sasl.jaas.config", SECRET);
    settings.put("kafka.admin.sasl.jaas.config", SECRET);
    settings.put("producer.override.ssl.key.password", SECRET);
    return settings;
  }

  private @Nullable String value(ConfigKey key) {
    if (random.nextInt(12) == 0) {
      return null;
    }
    if (key.type == ConfigDef.Type.PASSWORD) {
      return random.nextInt(6) == 0 ? "" : odd() + SECRET;
    }
    return switch (random.nextInt(6)) {
      case 0 -> text();
      case 1 -> ofAnother();
      case 2, 3 -> String.valueOf(key.defaultValue);
      default -> odd();
    };
  }

  private String odd() {
    return ODD.get(random.nextInt(ODD.size()));
  }

  /** A value, or a word, that another setting takes. */
  private String ofAnother() {
    ConfigKey other = keys.get(random.nextInt(keys.size()));
    if (other.type == ConfigDef.Type.PASSWORD) {
      return odd();
    }
    List<Object> words =
        other.recommender == null ? List.of() : other.recommender.validValues(other.name, Map.of());
    Object value = words.isEmpty() ? other.defaultValue : words.get(random.nextInt(words.size()));
    return String.valueOf(complete.getOrDefault(other.name, String.valueOf(value)));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      text.append((char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : random.nextInt(0x80)));
    }
    return text.toString();
  }
}
