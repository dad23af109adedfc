package dev.annals.testkit.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a server runs, and for whom.
 *
 * @param directory the server's own: {@code server.log}, its configuration, and {@code data/},
 *     which goes when the server is closed or its owner ends
 * @param port the port that its clients use, or 0 for a free one
 * @param owner the process that the server must not outlive
 */
public record Place(Path directory, int port, ProcessHandle owner) {
  public Place {
    directory = directory.toAbsolutePath().normalize();
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("A port is 0 to 65535, not " + port + ".");
    }
  }

  /** The given directory, a free port, and this process as the owner. */
  public static Place in(Path directory) {
    return new Place(directory, 0, ProcessHandle.current());
  }

  /** A new directory under {@code target/servers} of the module whose tests run. */
  public static Place fresh(String name) {
    try {
      Path servers = Files.createDirectories(Path.of("target", "servers"));
      return in(Files.createTempDirectory(servers, name + "-"));
    } catch (IOException e) {
      throw new ServerFailure(
          "Could not make a directory for " + name + " under target/servers.", e);
    }
  }

  /** The same place with a port of the caller's choice. */
  public Place onPort(int fixedPort) {
    return new Place(directory, fixedPort, owner);
  }

  /** The same place with another owner. */
  Place ownedBy(ProcessHandle otherOwner) {
    return new Place(directory, port, otherOwner);
  }

  Path log() {
    return directory.resolve("server.log");
  }

  Path data() {
    return directory.resolve("data");
  }
}
