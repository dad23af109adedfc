package dev.annals.testkit.servers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.testcontainers.cassandra.CassandraContainer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The images that the projects publish, {@code cassandra} and {@code apache/kafka}, by the modules
 * that Testcontainers has for them, in the versions of the build.
 */
final class OfficialImage {
  private static final int KAFKA_PORT = 9092;

  /** What the module and the image have their own values for, which belong together. */
  private static final Set<String> OWN_OF_KAFKA =
      Set.of(
          "node.id",
          "process.roles",
          "controller.quorum.voters",
          "controller.listener.names",
          "listeners",
          "advertised.listeners",
          "listener.security.protocol.map",
          "log.dirs");

  private OfficialImage() {}

  static GenericContainer<?> container(Launch launch) {
    return launch.server().software().equals("cassandra") ? cassandra(launch) : kafka(launch);
  }

  /**
   * The image's entry point writes addresses into cassandra.yaml: with these variables they are
   * those that the file has already.
   */
  private static CassandraContainer cassandra(Launch launch) {
    String version = ServerClassPath.version("cassandra", "cassandra-all");
    CassandraContainer container =
        new CassandraContainer(DockerImageName.parse("cassandra").withTag(version))
            .withEnv("CASSANDRA_LISTEN_ADDRESS", "127.0.0.1")
            .withEnv("CASSANDRA_ENDPOINT_SNITCH", "SimpleSnitch");
    launch
        .files()
        .forEach(
            (name, lines) ->
                container.withCopyToContainer(
                    Transferable.of(String.join("\n", lines)), "/etc/cassandra/" + name));
    container.setPortBindings(List.of("127.0.0.1:%1$d:%1$d".formatted(launch.port())));
    return container;
  }

  private static KafkaContainer kafka(Launch launch) {
    String version = ServerClassPath.version("kafka", "kafka_2.13");
    KafkaContainer container =
        new KafkaContainer(DockerImageName.parse("apache/kafka").withTag(version));
    launch.settings().entrySet().stream()
        .filter(setting -> !OWN_OF_KAFKA.contains(setting.getKey()))
        .forEach(setting -> container.withEnv(variable(setting), setting.getValue()));
    container.setPortBindings(List.of("127.0.0.1:%d:%d".formatted(launch.port(), KAFKA_PORT)));
    return container;
  }

  /** {@code log.dirs} is {@code KAFKA_LOG_DIRS} for the image. */
  private static String variable(Map.Entry<String, String> setting) {
    return "KAFKA_" + setting.getKey().replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
