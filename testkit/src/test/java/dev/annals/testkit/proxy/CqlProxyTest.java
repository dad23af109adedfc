package dev.annals.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.testkit.servers.CassandraAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class CqlProxyTest {
  private static final int LIMIT_MS = 10_000;

  @Test
  void a_cassandra_that_was_away_is_met_again_when_it_is_back() throws IOException {
    CassandraAddress cassandra;
    try (ServerSocket before = listener(0)) {
      cassandra = address(before.getLocalPort());
    }

    try (CqlProxy proxy = CqlProxy.to(cassandra)) {
      try (Socket driver = connected(proxy)) {
        assertThat(driver.getInputStream().read())
            .as("closed, as by Cassandra itself")
            .isEqualTo(-1);
      }
      try (ServerSocket back = listener(cassandra.port());
          Socket driver = connected(proxy)) {
        back.setSoTimeout(LIMIT_MS);
        try (Socket onward = back.accept()) {
          assertThat(onward.isConnected() && driver.isConnected()).isTrue();
        }
      }
    }
  }

  private static ServerSocket listener(int port) throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return listener;
  }

  private static Socket connected(CqlProxy proxy) throws IOException {
    Socket driver = new Socket();
    driver.setSoTimeout(LIMIT_MS);
    driver.connect(proxy.socketAddress(), LIMIT_MS);
    return driver;
  }

  private static CassandraAddress address(int port) {
    return new CassandraAddress("127.0.0.1", port, "datacenter1", "", "");
  }
}
