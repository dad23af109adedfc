package dev.annals.connector.config;

import org.apache.kafka.common.config.ConfigDef;

/** Prints settings as Markdown, for people to read. */
public final class ConfigReference {
  private ConfigReference() {}

  /** A section for each group, a table row for each setting; the same for the same definitions. */
  public static String markdown(ConfigDef definitions) {
    return Pending.later(definitions);
  }
}
