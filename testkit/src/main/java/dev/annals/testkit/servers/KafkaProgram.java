package dev.annals.testkit.servers;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A program of Kafka that reads a file of properties, and its tools.
 *
 * @param propertiesFile its name in the host's directory
 */
record KafkaProgram(Host host, KafkaRelease release, String propertiesFile, int memoryMegabytes) {

  /** Where the program finds its properties. */
  String properties() {
    return Path.of(host.directory(), propertiesFile).toString();
  }

  ServerCommand command(String mainClass, String... arguments) {
    List<String> options =
        List.of(
            "-Xms64m",
            "-Xmx" + Integer.getInteger("annals.kafka.heap.mb", 512) + "m",
            "-XX:+UseSerialGC",
            release.loggingOption(Path.of(host.directory(), release.loggingFile())));
    return new ServerCommand(
        release.software(), memoryMegabytes, options, mainClass, List.of(arguments));
  }

  /** What the program reads; no value of ours needs escapes but for the backslash. */
  Map<String, List<String>> files(Map<String, String> settings) {
    List<String> lines = new ArrayList<>();
    settings.forEach((name, value) -> lines.add(name + "=" + value.replace("\\", "\\\\")));
    String logging = release.loggingFile();
    return Map.of(propertiesFile, lines, logging, Resource.lines(logging));
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
