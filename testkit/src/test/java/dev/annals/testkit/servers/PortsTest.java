package dev.annals.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {
  private static final int SERVERS = 50;

  @Test
  void a_port_is_given_to_one_server_alone_though_none_listens_yet() {
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < SERVERS; i++) {
      ports.add(Ports.free());
    }
    assertThat(ports).hasSize(SERVERS).noneMatch(Ports::take);
  }

  @Test
  void a_port_taken_by_another_process_is_not_taken() throws SocketException {
    int port;
    try (DatagramSocket other = new DatagramSocket(Ports.address(0))) {
      port = other.getLocalPort();
      assertThat(Ports.isFree(port)).isTrue();
      assertThat(Ports.take(port)).isFalse();
    }
    assertThat(Ports.take(port)).isTrue();
  }
}
