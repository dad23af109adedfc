package dev.annals.quickstart.servers;

import dev.annals.testkit.servers.CassandraAddress;

/**
 * Where the servers are.
 *
 * @param kafka the bootstrap servers
 * @param connect the URL of the worker's REST interface
 */
public record Addresses(CassandraAddress cassandra, String kafka, String connect) {
  /** Where a person sees why nothing moves. */
  public String whereToLook() {
    return "Look at " + connect + "/connectors?expand=status for a failed task.";
  }
}
