package dev.annals.connector.config;

import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** Prints settings as Markdown, for people to read. */
public final class ConfigReference {
  private ConfigReference() {}

  /** A section for each group and setting, in the order of their definition. */
  public static String markdown(ConfigDef definitions) {
    StringBuilder page = new StringBuilder();
    for (String group : definitions.groups()) {
      page.append(page.isEmpty() ? "" : "\n").append("## ").append(group).append('\n');
      for (ConfigKey key : definitions.configKeys().values()) {
        if (group.equals(key.group)) {
          setting(page, key);
        }
      }
    }
    return page.toString();
  }

  private static void setting(StringBuilder page, ConfigKey key) {
    page.append("\n### `")
        .append(key.name)
        .append("`\n\n")
        .append(key.documentation)
        .append("\n\n");
    page.append("- Type: ").append(key.type.name().toLowerCase(Locale.ROOT)).append('\n');
    page.append("- Default: ").append(defaultOf(key)).append('\n');
    if (key.validator != null) {
      page.append("- Values: ").append(key.validator).append('\n');
    }
    page.append("- Importance: ")
        .append(key.importance.name().toLowerCase(Locale.ROOT))
        .append('\n');
  }

  private static String defaultOf(ConfigKey key) {
    if (!key.hasDefault()) {
      return "none, it must be set";
    }
    String text = ConfigDef.convertToString(key.defaultValue, key.type);
    if (text == null || text.isEmpty()) {
      return "empty";
    }
    boolean time = key.name.endsWith(".ms") && key.defaultValue instanceof Number;
    return "`" + text + "`" + (time ? " (" + duration(Long.parseLong(text)) + ")" : "");
  }

  private static String duration(long ms) {
    Duration duration = Duration.ofMillis(ms);
    if (ms > 0 && duration.equals(Duration.ofDays(duration.toDays()))) {
      return duration.toDays() + " d";
    }
    if (ms > 0 && duration.equals(Duration.ofMinutes(duration.toMinutes()))) {
      return duration.toMinutes() + " min";
    }
    return ms / 1000.0 + " s";
  }
}
