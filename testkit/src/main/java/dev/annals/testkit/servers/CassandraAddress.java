package dev.annals.testkit.servers;

import java.net.InetSocketAddress;

/**
 * What a client needs to know of a Cassandra.
 *
 * @param username a superuser's
 */
public record CassandraAddress(
    String host, int port, String localDatacenter, String username, String password) {

  /** A Cassandra of this testkit. */
  static CassandraAddress onPort(int port) {
    return of("127.0.0.1", port);
  }

  /** A Cassandra of this testkit on another address of loopback. */
  static CassandraAddress of(String host, int port) {
    return new CassandraAddress(host, port, "datacenter1", "cassandra", "cassandra");
  }

  /** {@code host:port}. */
  public String contactPoint() {
    return host + ":" + port;
  }

  /** The same for a driver. */
  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(host, port);
  }
}
