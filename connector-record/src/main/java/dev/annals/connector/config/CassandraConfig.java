package dev.annals.connector.config;

import dev.annals.store.CassandraSettings;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** How to reach Cassandra, and what to expect there. */
public final class CassandraConfig {
  private CassandraConfig() {}

  /** Defines the groups Cassandra, Cassandra TLS and Event store. */
  public static void define(ConfigDef definitions) {
    Pending.later();
  }

  /**
   * The settings that were configured.
   *
   * @param clientName what Cassandra shows in its list of clients
   * @throws org.apache.kafka.common.config.ConfigException where settings do not go together
   */
  public static CassandraSettings parse(AbstractConfig config, String clientName) {
    return Pending.later(config, clientName);
  }

  /** Finds what single settings cannot tell. Never throws, asks no server. */
  public static void validate(ConfigFindings findings) {
    Pending.later();
  }
}
