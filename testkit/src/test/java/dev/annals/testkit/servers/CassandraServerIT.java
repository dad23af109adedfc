package dev.annals.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CassandraServerIT {
  @Test
  void a_killed_server_starts_again_on_its_port_with_what_it_had_acknowledged() {
    CassandraServer server = CassandraServer.start(Place.fresh("cassandra"));
    try (server) {
      CassandraAddress address = server.address();
      try (CqlSession session = session(address)) {
        session.execute(
            "CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        session.execute("CREATE TABLE k.t (id int PRIMARY KEY, name text)");
        session.execute("INSERT INTO k.t (id, name) VALUES (1, 'pallet') IF NOT EXISTS");
      }

      server.kill();
      assertThat(server.isRunning()).isFalse();
      server.start();

      assertThat(server.address()).isEqualTo(address);
      try (CqlSession session = session(address)) {
        Row row = session.execute("SELECT name FROM k.t WHERE id = 1").one();
        assertThat(row).isNotNull();
        assertThat(row.getString("name")).isEqualTo("pallet");
      }
    }
    assertThat(server.hasData()).isFalse();
    assertThat(server.log()).isNotEmptyFile();
  }

  @Test
  void a_server_that_cannot_start_says_so_with_the_end_of_its_log() {
    CassandraServer server =
        new CassandraServer(Place.fresh("cassandra"), Map.of("paxos_variant", "v9"));

    assertThatThrownBy(server::start)
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("Cassandra ended while it started, with exit code")
        .hasMessageContaining(server.log().toString())
        .hasMessageContaining("v9");
    server.close();
    assertThat(server.hasData()).isTrue();
  }

  private static CqlSession session(CassandraAddress address) {
    return CqlSession.builder()
        // A busy machine may take its time over the first tables.
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                // A closed session is waited for, and its last seconds are of no use here.
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .build())
        .addContactPoint(address.socketAddress())
        .withLocalDatacenter(address.localDatacenter())
        .withAuthCredentials(address.username(), address.password())
        .build();
  }
}
