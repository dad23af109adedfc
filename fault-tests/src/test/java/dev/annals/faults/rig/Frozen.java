package dev.annals.faults.rig;

import dev.annals.testkit.servers.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Whether the system says that a process is stopped. */
final class Frozen {
  private Frozen() {}

  /** Makes sure that SIGSTOP has come about. */
  static void check(Server server) {
    String state = state(server.pid());
    if (!state.startsWith("T")) {
      throw new IllegalStateException(
          "process %d is not stopped, but in state '%s'".formatted(server.pid(), state));
    }
  }

  private static String state(long pid) {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", Long.toString(pid)).start();
      String state = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      ps.waitFor();
      return state.strip();
    } catch (IOException | InterruptedException fault) {
      throw new IllegalStateException("cannot ask for the state of process " + pid, fault);
    }
  }
}
