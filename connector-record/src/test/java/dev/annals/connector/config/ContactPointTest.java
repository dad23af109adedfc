package dev.annals.connector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactPointTest {
  @ParameterizedTest
  @CsvSource({
    "node1, node1, 9042",
    "node1:9043, node1, 9043",
    "10.0.0.1:1, 10.0.0.1, 1",
    "::1, ::1, 9042",
    "[::1], ::1, 9042",
    "[::1]:9043, ::1, 9043"
  })
  void a_node_has_a_host_and_perhaps_a_port(String text, String host, int port) {
    InetSocketAddress point = ContactPoint.parse(text);

    assertThat(point.getHostString()).isEqualTo(host);
    assertThat(point.getPort()).isEqualTo(port);
    assertThat(point.isUnresolved()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ":9042", "node1:", "node1:x", "node1:65536", "a b", "cql://node1", "[]"})
  void what_is_no_address_is_named(String text) {
    assertThatThrownBy(() -> ContactPoint.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + text + "'");
  }
}
