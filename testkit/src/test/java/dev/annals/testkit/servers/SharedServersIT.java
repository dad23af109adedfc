package dev.annals.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedServersIT {
  @Test
  void a_build_has_one_cassandra_and_one_broker() {
    CassandraAddress cassandra = SharedServers.cassandra();
    String kafka = SharedServers.kafka();

    assertThat(SharedServers.cassandra()).isEqualTo(cassandra);
    assertThat(SharedServers.kafka()).isEqualTo(kafka);
    assertThat(CqlLogin.succeeds(cassandra)).isTrue();
  }
}
