package dev.annals.testkit.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server in a process of its own on 127.0.0.1. It keeps its port and its data from one start to
 * the next, ends with its owner at the latest, and may be killed, frozen and started again by
 * tests. One thread at a time.
 */
public abstract sealed class Server implements AutoCloseable
    permits CassandraServer, KafkaBroker, ConnectWorker {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  /** Ten times what a start takes on two idle cores. */
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private static final int TAIL_LINES = 40;

  private final String name;
  private final Place place;
  private @Nullable ServerProcess process;

  Server(String name, Place place) {
    this.name = name;
    this.place = place;
  }

  /** Writes what the process reads before it serves: configuration, an empty store. */
  abstract void prepare();

  /** What to run. */
  abstract ServerCommand command();

  /** Every port that the server listens on. */
  abstract int[] ports();

  /** Whether the server does its work, as seen by a client. */
  abstract boolean answers();

  /**
   * Starts the process and returns when it serves clients.
   *
   * @throws ServerFailure with the end of the log if it does not
   */
  public final void start() {
    if (isRunning()) {
      throw new IllegalStateException(name + " runs already, as process " + pid() + ".");
    }
    ServerCommand command = command();
    List<String> complaints =
        Preflight.complaints(place.directory(), command.memoryMegabytes(), ports());
    if (!complaints.isEmpty()) {
      throw new ServerFailure("Cannot start " + name + ". " + String.join(" ", complaints));
    }
    long startNanos = System.nanoTime();
    prepare();
    ServerProcess started = ServerProcess.start(command, place);
    process = started;
    boolean answers = Wait.upTo(START_LIMIT, () -> !started.isAlive() || answers());
    if (!started.isAlive()) {
      throw failure(name + " ended while it started, with exit code " + started.exitCode() + ".");
    }
    if (!answers) {
      started.kill();
      throw failure(name + " did not answer within " + START_LIMIT.toSeconds() + " s.");
    }
    long tookMs = (System.nanoTime() - startNanos) / 1_000_000;
    LOG.info("{} answers after {} ms, as process {}; its log is {}", name, tookMs, pid(), log());
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
    return process != null && process.isAlive();
  }

  /** The process id while the server runs. */
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
    if (process == null || process.endedByItself()) {
      return;
    }
    process.kill();
    Leash.delete(place.data().toFile());
  }

  final Path directory() {
    return place.directory();
  }

  /** Writes a file of the server's configuration into its directory. */
  final void write(String fileName, List<String> lines) {
    try {
      Files.createDirectories(place.directory());
      Files.write(place.directory().resolve(fileName), lines);
    } catch (IOException e) {
      throw new ServerFailure(
          "Could not write " + fileName + " of " + name + " to " + place.directory() + ".", e);
    }
  }

  /** Runs a command of the server's software to its end, as a preparation. */
  final void run(ServerCommand command) {
    int exitCode = ServerProcess.start(command, place).awaitExit();
    if (exitCode != 0) {
      throw failure(
          command.mainClass() + " failed for " + name + ", with exit code " + exitCode + ".");
    }
  }

  private ServerProcess running() {
    if (process == null || !process.isAlive()) {
      throw new IllegalStateException(name + " does not run. Its log is " + log() + ".");
    }
    return process;
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
