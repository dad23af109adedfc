package dev.annals.testkit.servers;

import java.util.List;
import java.util.Map;

/**
 * One node of a {@link CassandraCluster}. Nodes know each other by {@code 127.0.0.number}, and
 * clients are told {@code 127.0.1.number}, so that something may stand between.
 *
 * @param number from 1
 * @param nodes how many there are
 * @param port of clients
 * @param seed {@code host:port} of the node that others find the cluster by
 */
record ClusterNode(int number, int nodes, int port, int storagePort, String seed) {
  private static final int MEMORY_MEGABYTES = 640;

  String host() {
    return "127.0.0." + number;
  }

  CassandraAddress address() {
    return CassandraAddress.of(host(), port);
  }

  /** Where other nodes tell clients that it is. */
  CassandraAddress announced() {
    return CassandraAddress.of("127.0.1." + number, port);
  }

  /** Several nodes on one machine take their time: what is under way is not given up early. */
  Map<String, String> settings() {
    return Map.of(
        "listen_address",
        host(),
        "rpc_address",
        host(),
        "broadcast_rpc_address",
        announced().host(),
        "seed_provider",
        "[{class_name: org.apache.cassandra.locator.SimpleSeedProvider, parameters: [{seeds: '%s'}]}]"
            .formatted(seed),
        "initial_token",
        "'" + token() + "'",
        "hinted_handoff_enabled",
        "true",
        "cas_contention_timeout",
        "5s",
        "write_request_timeout",
        "5s",
        "range_request_timeout",
        "10s");
  }

  /** The ring of Murmur3 in equal parts. */
  private long token() {
    return Long.MIN_VALUE + Long.divideUnsigned(-1L, nodes) * (number - 1);
  }

  /** They come after those of a node alone, and win. */
  List<String> jvmOptions() {
    return List.of(
        "-Xmx" + MEMORY_MEGABYTES + "m",
        "-XX:MaxDirectMemorySize=256m",
        "-Dcassandra.ring_delay_ms=1000",
        // The first user is written by a quorum: not before a second node is there.
        "-Dcassandra.superuser_setup_delay_ms=500",
        "-Dcassandra.system_auth.default_rf=" + nodes,
        "-Dcassandra.system_distributed.default_rf=" + nodes);
  }
}
