package dev.annals.faults.rig;

import dev.annals.testkit.servers.Server;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** The time of day as another JVM has it. */
final class ClockOf {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final int NEAR_SECONDS = 4;

  private ClockOf() {}

  /** Makes sure that the process's clock is wrong by so much. */
  static void check(Server server, int seconds) {
    String dump = Jcmd.ask(server.pid(), "Thread.print");
    LocalDateTime theirs =
        LocalDateTime.parse(dump.substring(0, dump.indexOf('\n')).strip(), FORMAT);
    long shift = Duration.between(LocalDateTime.now(ZoneId.systemDefault()), theirs).toSeconds();
    if (Math.abs(shift - seconds) > NEAR_SECONDS) {
      throw new IllegalStateException(
          "the clock of process %d is wrong by %d s, not by %d s"
              .formatted(server.pid(), shift, seconds));
    }
  }
}
