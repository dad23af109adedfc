package dev.annals.testkit.proxy;

import dev.annals.testkit.servers.CassandraAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Where drivers come in, and the node that they are led to. */
record Way(CassandraAddress cassandra, ServerSocket listener) {
  private static final int BACKLOG = 50;

  static Way to(CassandraAddress cassandra, InetSocketAddress at) {
    try {
      return new Way(cassandra, new ServerSocket(at.getPort(), BACKLOG, at.getAddress()));
    } catch (IOException fault) {
      throw new UncheckedIOException("cannot listen on " + at, fault);
    }
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  void close() {
    try {
      listener.close();
    } catch (IOException alreadyClosed) {
      // nothing to do
    }
  }
}
