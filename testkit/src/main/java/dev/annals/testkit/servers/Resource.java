package dev.annals.testkit.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Files of this package's resources. */
final class Resource {
  private Resource() {}

  /** The lines that are neither empty nor comments. */
  static List<String> lines(String fileName) {
    try (InputStream in = Resource.class.getResourceAsStream(fileName)) {
      if (in == null) {
        throw new IllegalStateException("The testkit lacks its resource " + fileName + ".");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new ServerFailure("Could not read the testkit's resource " + fileName + ".", e);
    }
  }
}
