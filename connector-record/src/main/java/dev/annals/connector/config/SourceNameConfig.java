package dev.annals.connector.config;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** What the sources are called that a sink reads. */
public final class SourceNameConfig {
  private SourceNameConfig() {}

  /** Defines the group Sources. */
  public static void define(ConfigDef definitions) {
    Pending.later();
  }

  /** The naming that was configured. */
  public static SourceNaming parse(AbstractConfig config) {
    return Pending.later(config);
  }

  /** Finds what single settings cannot tell. Never throws. */
  public static void validate(ConfigFindings findings) {
    Pending.later();
  }
}
