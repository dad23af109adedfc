package dev.annals.testkit.servers;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/**
 * One Cassandra and one broker for a whole build. The first test JVM that asks starts them; those
 * of later modules find them through a file under {@code target/servers} of the project. Maven owns
 * them, so they end when the build does, however it does; without Maven, as in an IDE, the test JVM
 * owns them. Where servers are containers, each test JVM has its own.
 *
 * <p>Never stop or freeze them: a test that wants to do so starts its own. Tests keep apart by a
 * keyspace and topics of their own.
 */
public final class SharedServers {
  private static final String PID = "pid";
  private static final String PORT = "port";

  /** Nobody kills a shared server, so it need not wait for the disk before it acknowledges. */
  private static final Map<String, String> UNKILLED =
      Map.of("commitlog_sync", "periodic", "commitlog_sync_period", "10s");

  /** Where servers are containers: nothing but this JVM keeps them, so they are for it alone. */
  private static final Map<String, Integer> PORTS_OF_CONTAINERS = new HashMap<>();

  private SharedServers() {}

  /** The build's Cassandra. */
  public static CassandraAddress cassandra() {
    return CassandraAddress.onPort(
        portOf(
            "cassandra",
            place -> {
              CassandraServer server = CassandraServer.start(place, UNKILLED);
              return found(server, server.address().port());
            }));
  }

  /** The bootstrap servers of the build's broker. */
  public static String kafka() {
    return "127.0.0.1:"
        + portOf(
            "kafka",
            place -> {
              KafkaBroker broker = KafkaBroker.start(place);
              return found(broker, broker.port());
            });
  }

  private static synchronized int portOf(String name, Function<Place, Properties> start) {
    if (Host.inContainers()) {
      return PORTS_OF_CONTAINERS.computeIfAbsent(name, asked -> portOfContainer(asked, start));
    }
    ProcessHandle owner = owner();
    Path directory = ServerClassPath.projectRoot().resolve("target/servers/shared-" + owner.pid());
    try {
      Files.createDirectories(directory);
      try (FileChannel channel =
          FileChannel.open(
              directory.resolve(name + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        channel.lock(); // until the channel is closed
        Path file = directory.resolve(name + ".properties");
        Properties known = read(file);
        if (!isAlive(known)) {
          Path own = Files.createTempDirectory(directory, name + "-");
          known = start.apply(Place.in(own).ownedBy(owner));
          write(known, file);
        }
        return Integer.parseInt(known.getProperty(PORT));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not look for a shared server in " + directory, e);
    }
  }

  private static int portOfContainer(String name, Function<Place, Properties> start) {
    return Integer.parseInt(start.apply(Place.fresh("shared-" + name)).getProperty(PORT));
  }

  /** The nearest Java process above this one, which is Maven's; else this one. */
  private static ProcessHandle owner() {
    ProcessHandle self = ProcessHandle.current();
    Optional<ProcessHandle> above = self.parent();
    while (above.isPresent()) {
      if (isJava(above.get())) {
        return above.get();
      }
      above = above.get().parent();
    }
    return self;
  }

  private static boolean isJava(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> Path.of(command).getFileName().toString())
        .filter(fileName -> fileName.equals("java"))
        .isPresent();
  }

  private static Properties found(Server server, int port) {
    Properties properties = new Properties();
    properties.setProperty(PID, Long.toString(server.pid()));
    properties.setProperty(PORT, Integer.toString(port));
    return properties;
  }

  private static boolean isAlive(Properties known) {
    String pid = known.getProperty(PID);
    return pid != null && ProcessHandle.of(Long.parseLong(pid)).filter(Leash::isAlive).isPresent();
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
    }
    return properties;
  }

  private static void write(Properties properties, Path file) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, "A server that this build shares.");
    }
  }
}
