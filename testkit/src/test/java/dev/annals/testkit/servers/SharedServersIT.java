package dev.annals.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedServersIT {
  @Test
  void a_build_has_one_cassandra() {
    CassandraAddress first = SharedServers.cassandra();

    assertThat(SharedServers.cassandra()).isEqualTo(first);
    assertThat(CqlLogin.succeeds(first)).isTrue();
  }
}
