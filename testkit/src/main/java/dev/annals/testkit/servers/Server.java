package dev.annals.testkit.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server in a process of its own on 127.0.0.1, or in a container that is reached there. It keeps
 * its port and its data from one start to the next, ends with its owner at the latest, and may be
 * killed, frozen and started again by tests. One thread at a time.
 */
public abstract sealed class Server implements AutoCloseable
    permits CassandraServer, KafkaBroker, ConnectWorker {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  /** Twenty times what a start takes on two idle cores; beside others at work it takes a minute. */
  private static final Duration START_LIMIT = Duration.ofMinutes(4);

  private static final int TAIL_LINES = 40;

  private final String name;
  private final Place place;
  private final Host host;

  Server(String name, Place place, Host host) {
    this.name = name;
    this.place = place;
    this.host = host;
  }

  /** What to run, and what has to be there before. */
  abstract Launch launch();

  /** Every port that the server listens on. */
  abstract int[] ports();

  /** Whether the server does its work, as seen by a client. */
  abstract boolean answers();

  /** What is to be done once the server answers, after each start. */
  void started() {}

  /**
   * Starts the process and returns when it serves clients.
   *
   * @throws ServerFailure with the end of the log if it does not
   */
  public final void start() {
    start(Map.of());
  }

  /**
   * The same with more in the environment of the process, for this start alone: the next one is as
   * ever. Only a process has an environment that could be given to it; a container has not.
   *
   * @param environment names of variables to their values
   */
  public final void start(Map<String, String> environment) {
    if (isRunning()) {
      throw new IllegalStateException(name + " runs already, as " + host.description() + ".");
    }
    Launch launch = launch().in(environment);
    List<String> complaints =
        Preflight.complaints(place.directory(), launch.server().memoryMegabytes(), ports());
    if (!complaints.isEmpty()) {
      throw new ServerFailure("Cannot start " + name + ". " + String.join(" ", complaints));
    }
    long startNanos = System.nanoTime();
    host.start(launch);
    boolean answers = Wait.upTo(START_LIMIT, () -> !host.isAlive() || answers());
    if (!host.isAlive()) {
      throw failure(name + " ended while it started, with exit code " + host.exitCode() + ".");
    }
    if (!answers) {
      host.kill();
      throw failure(name + " did not answer within " + START_LIMIT.toSeconds() + " s.");
    }
    long tookMs = (System.nanoTime() - startNanos) / 1_000_000;
    started();
    LOG.info(
        "{} answers after {} ms, as {}; its log is {}", name, tookMs, host.description(), log());
  }

  /** Ends the process at once, as a crash would (SIGKILL), and returns when it is gone. */
  public final void kill() {
    running().kill();
  }

  /** Asks the process to end (SIGTERM) and returns when it is gone. */
  public final void stop() {
    running().stop();
  }

  /** Freezes the process (SIGSTOP): it keeps its connections and answers nothing. */
  public final void pause() {
    running().pause();
  }

  /** Lets a frozen process go on (SIGCONT). */
  public final void resume() {
    running().resume();
  }

  /** Whether the process exists, frozen or not. */
  public final boolean isRunning() {
    return host.isAlive();
  }

  /** The process id while the server runs; that of a container is one of the engine's machine. */
  public final long pid() {
    return running().pid();
  }

  /** Where the server writes its log; the file stays when the server is closed. */
  public final Path log() {
    return place.log();
  }

  /**
   * Ends the process and deletes its data, unless it had ended by itself: then somebody will want
   * to look.
   */
  @Override
  public final void close() {
    if (host.endedByItself()) {
      return;
    }
    if (host.isAlive()) {
      host.kill();
    }
    host.delete();
  }

  /** Whether what the server wrote is still there. */
  final boolean hasData() {
    return host.hasData();
  }

  final Host host() {
    return host;
  }

  private Host running() {
    if (!host.isAlive()) {
      throw new IllegalStateException(name + " does not run. Its log is " + log() + ".");
    }
    return host;
  }

  private ServerFailure failure(String sentence) {
    return new ServerFailure(sentence + " Its log, " + log() + ", ends with:\n" + logTail());
  }

  private String logTail() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log()), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(it could not be read: " + e + ")";
    }
  }
}
