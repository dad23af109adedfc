package dev.annals.testkit.servers;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What all programs of Kafka have in common. */
final class KafkaProcess {
  private KafkaProcess() {}

  static ServerCommand command(int memoryMegabytes, String mainClass, List<String> arguments) {
    List<String> options =
        List.of(
            "-Xms64m",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-Dlog4j2.configurationFile=classpath:" + Resource.path("kafka-log4j2.xml"));
    return new ServerCommand("kafka", memoryMegabytes, options, mainClass, arguments);
  }

  /** A properties file; no value of ours needs escapes but for the backslash. */
  static List<String> lines(Map<String, String> settings) {
    List<String> lines = new ArrayList<>();
    settings.forEach((name, value) -> lines.add(name + "=" + value.replace("\\", "\\\\")));
    return lines;
  }

  /** How Kafka writes the ids of clusters. */
  static String base64(UUID id) {
    byte[] bytes =
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
