package dev.annals.faults.rig;

import dev.annals.testkit.servers.Server;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time of day as another JVM has it. */
final class ClockOf {
  private static final Logger LOG = LoggerFactory.getLogger(ClockOf.class);
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final int NEAR_SECONDS = 4;

  private ClockOf() {}

  /** Makes sure that the process's clock is wrong by so much. */
  static void check(Server server, int seconds) {
    long shift = shift(server);
    if (Math.abs(shift - seconds) > NEAR_SECONDS) {
      throw new IllegalStateException(
          "the clock of process %d is wrong by %d s, not by %d s"
              .formatted(server.pid(), shift, seconds));
    }
  }

  /** Whether the process tells, and its clock is wrong. */
  static boolean isWrong(Server server) {
    try {
      return Math.abs(shift(server)) > NEAR_SECONDS;
    } catch (IllegalStateException fault) {
      LOG.warn("process {} does not tell its time", server.pid(), fault);
      return false;
    }
  }

  /** Another start, in the environment that the server always has. */
  static void setRight(Server server) {
    if (server.isRunning()) {
      server.kill();
    }
    server.start();
  }

  /** By how many seconds it is wrong. */
  private static long shift(Server server) {
    String dump = Jcmd.ask(server.pid(), "Thread.print");
    LocalDateTime theirs =
        LocalDateTime.parse(dump.substring(0, dump.indexOf('\n')).strip(), FORMAT);
    return Duration.between(LocalDateTime.now(ZoneId.systemDefault()), theirs).toSeconds();
  }
}
