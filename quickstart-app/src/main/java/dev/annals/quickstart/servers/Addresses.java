package dev.annals.quickstart.servers;

import dev.annals.testkit.servers.CassandraAddress;

/**
 * Where the servers are.
 *
 * @param kafka the bootstrap servers
 * @param connect the URL of the worker's REST interface
 */
public record Addresses(CassandraAddress cassandra, String kafka, String connect) {}
