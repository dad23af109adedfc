package dev.annals.connector.config;

import dev.annals.connector.record.RecordMapping;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** How records become events. */
public final class MappingConfig {
  private MappingConfig() {}

  /** Defines the group Records to events. */
  public static void define(ConfigDef definitions) {
    Pending.later();
  }

  /** The mapping that was configured. */
  public static RecordMapping parse(AbstractConfig config) {
    return Pending.later(config);
  }

  /** Finds what single settings cannot tell. Never throws. */
  public static void validate(ConfigFindings findings) {
    Pending.later();
  }
}
