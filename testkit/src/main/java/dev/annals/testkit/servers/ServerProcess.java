package dev.annals.testkit.servers;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A running child JVM on a {@link Leash}. Its output goes to a file and not through this process,
 * so it neither stops nor fills a pipe when this process ends before its owner.
 */
final class ServerProcess {
  private static final long STOP_SECONDS = 30;
  private static final Redirect NOWHERE = Redirect.from(new File("/dev/null"));

  private final Process process;
  private final long ownerPid;
  private @Nullable Process pauseGuard;
  private boolean askedToEnd;

  private ServerProcess(Process process, long ownerPid) {
    this.process = process;
    this.ownerPid = ownerPid;
  }

  static ServerProcess start(ServerCommand command, Place place) {
    try {
      Files.createDirectories(place.data().resolve("tmp"));
      ProcessBuilder process =
          new ProcessBuilder(command.words(place))
              .directory(place.directory().toFile())
              .redirectInput(NOWHERE)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(place.log().toFile()));
      process.environment().putAll(command.environment());
      return new ServerProcess(process.start(), place.owner().pid());
    } catch (IOException e) {
      throw new ServerFailure("Could not start a process in " + place.directory() + ".", e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for a process that ends by itself. */
  int awaitExit() {
    awaitEnd(Long.MAX_VALUE);
    return exitCode();
  }

  int exitCode() {
    return process.exitValue();
  }

  /** Whether the process ended though nobody here asked it to. */
  boolean endedByItself() {
    return !process.isAlive() && !askedToEnd;
  }

  /** SIGKILL; returns when the process is gone. */
  void kill() {
    askedToEnd = askedToEnd || process.isAlive();
    process.destroyForcibly();
    awaitEnd(Long.MAX_VALUE);
    endPauseGuard();
  }

  /** SIGTERM, and SIGKILL for a process that does not heed it; returns when the process is gone. */
  void stop() {
    resume();
    askedToEnd = askedToEnd || process.isAlive();
    process.destroy();
    if (!awaitEnd(STOP_SECONDS)) {
      kill();
    }
  }

  /**
   * SIGSTOP. A process that is stopped cannot look after its owner; until it is resumed, a shell
   * does that for it.
   */
  void pause() {
    signal("STOP");
    String guard = "while kill -0 $0 2>/dev/null; do sleep 1; done; kill -KILL $1";
    pauseGuard = command("sh", "-c", guard, Long.toString(ownerPid), Long.toString(pid()));
  }

  /** SIGCONT, harmless for a process that is not stopped. */
  void resume() {
    endPauseGuard();
    if (process.isAlive()) {
      signal("CONT");
    }
  }

  private void endPauseGuard() {
    if (pauseGuard != null) {
      pauseGuard.destroyForcibly();
      pauseGuard = null;
    }
  }

  private void signal(String name) {
    Process kill = command("kill", "-" + name, Long.toString(pid()));
    try {
      if (kill.waitFor() != 0) {
        throw new ServerFailure("Could not send SIG" + name + " to process " + pid() + ".");
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static Process command(String... words) {
    try {
      return new ProcessBuilder(words)
          .redirectInput(NOWHERE)
          .redirectErrorStream(true)
          .redirectOutput(Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new ServerFailure("Could not run '" + words[0] + "'.", e);
    }
  }

  private boolean awaitEnd(long seconds) {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static ServerFailure interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new ServerFailure("Interrupted while waiting for a process.", cause);
  }
}
