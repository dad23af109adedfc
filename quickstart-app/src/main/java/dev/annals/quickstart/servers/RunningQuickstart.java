package dev.annals.quickstart.servers;

import dev.annals.quickstart.text.Complaint;
import dev.annals.testkit.servers.CassandraAddress;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The quickstart that stays up, as other commands find it: by the file {@code
 * .annals/running.properties}.
 *
 * @param pid its process
 */
public record RunningQuickstart(long pid, Addresses addresses, OutputTopics outputs) {

  /** The one that runs now. */
  public static Optional<RunningQuickstart> find(Path root) {
    Path file = file(root);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
    RunningQuickstart found = of(properties);
    return ProcessHandle.of(found.pid).filter(ProcessHandle::isAlive).map(process -> found);
  }

  /** The one that runs now, else {@link Complaint}. */
  public static RunningQuickstart require(Path root) {
    return find(root)
        .orElseThrow(
            () ->
                new Complaint(
                    "No quickstart is running. Start one with './quickstart' in another terminal,"
                        + " wait until it has told its story, and try again."));
  }

  /** Lets others find it. */
  void announce(Path root) {
    CassandraAddress cassandra = addresses.cassandra();
    Properties properties = new Properties();
    properties.setProperty("pid", Long.toString(pid));
    properties.setProperty("cassandra.host", cassandra.host());
    properties.setProperty("cassandra.port", Integer.toString(cassandra.port()));
    properties.setProperty("cassandra.datacenter", cassandra.localDatacenter());
    properties.setProperty("cassandra.username", cassandra.username());
    properties.setProperty("cassandra.password", cassandra.password());
    properties.setProperty("kafka", addresses.kafka());
    properties.setProperty("connect", addresses.connect());
    properties.setProperty("topic.accepted", outputs.accepted());
    properties.setProperty("topic.rejected", outputs.rejected());
    properties.setProperty("topic.exceptions", outputs.exceptions());
    properties.setProperty("topic.deadletters", outputs.deadLetters());
    try (Writer writer = Files.newBufferedWriter(file(root))) {
      properties.store(writer, "The quickstart that runs now.");
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file(root), e);
    }
  }

  static void forget(Path root) throws IOException {
    Files.deleteIfExists(file(root));
  }

  private static RunningQuickstart of(Properties properties) {
    CassandraAddress cassandra =
        new CassandraAddress(
            properties.getProperty("cassandra.host"),
            Integer.parseInt(properties.getProperty("cassandra.port")),
            properties.getProperty("cassandra.datacenter"),
            properties.getProperty("cassandra.username"),
            properties.getProperty("cassandra.password"));
    return new RunningQuickstart(
        Long.parseLong(properties.getProperty("pid")),
        new Addresses(
            cassandra, properties.getProperty("kafka"), properties.getProperty("connect")),
        new OutputTopics(
            properties.getProperty("topic.accepted"),
            properties.getProperty("topic.rejected"),
            properties.getProperty("topic.exceptions"),
            properties.getProperty("topic.deadletters")));
  }

  private static Path file(Path root) {
    return root.resolve(".annals").resolve("running.properties");
  }
}
