package dev.annals.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
  private final List<String> complaints = new ArrayList<>();

  @Test
  void a_machine_that_has_what_it_takes_gives_no_complaint() {
    Preflight.jdk(complaints, 17, "/jdk");
    Preflight.disk(complaints, Path.of("/data"), 2L << 30);
    Preflight.memory(complaints, 1_536, 1_536L << 20);
    Preflight.port(complaints, 9042, true);

    assertThat(complaints).isEmpty();
  }

  @Test
  void another_jdk_is_named_with_the_one_that_is_needed() {
    Preflight.jdk(complaints, 21, "/usr/lib/jvm/21");

    assertThat(complaints)
        .containsExactly(
            "This is JDK 21 (/usr/lib/jvm/21), but Cassandra and Kafka need JDK 17 here."
                + " Point JAVA_HOME at a JDK 17 and start again.");
  }

  @Test
  void a_full_disk_is_named_with_what_is_missing() {
    Preflight.disk(complaints, Path.of("/data"), 700L << 20);

    assertThat(complaints)
        .containsExactly(
            "Only 700 MB are free on the disk of /data, and the servers need 2048 MB."
                + " Free some space, or use a directory on another disk.");
  }

  @Test
  void too_little_memory_is_told_with_what_is_needed() {
    Preflight.memory(complaints, 1_536, 900L << 20);

    assertThat(complaints)
        .containsExactly(
            "Only 900 MB of memory are available, and 1536 MB are needed."
                + " Close other programs, or give the machine or container more memory.");
  }

  @Test
  void a_port_that_another_process_listens_on_is_named() throws IOException {
    try (ServerSocket other = new ServerSocket()) {
      other.bind(Ports.address(0));
      int port = other.getLocalPort();

      assertThat(Preflight.complaints(Path.of("target"), 0, port, 0))
          .containsExactly(
              "Port %d of 127.0.0.1 is taken by another process. End that process (lsof -i :%d names it), or choose another port."
                  .formatted(port, port));
    }
  }

  @Test
  void a_server_does_not_start_on_a_port_that_is_taken(@TempDir Path directory) throws IOException {
    try (ServerSocket other = new ServerSocket()) {
      other.bind(Ports.address(0));
      Place place = Place.in(directory).onPort(other.getLocalPort());

      assertThatThrownBy(() -> CassandraServer.start(place))
          .isInstanceOf(ServerFailure.class)
          .hasMessageStartingWith(
              "Cannot start Cassandra. Port " + place.port() + " of 127.0.0.1 is taken");
    }
  }
}
