package dev.annals.quickstart;

import dev.annals.quickstart.servers.Servers;
import dev.annals.quickstart.text.Screen;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Servers for the time of one run, taken down when it is over: at its end, after a failure, or by
 * Ctrl-C. What the run wrote goes with them, unless somebody will want to look.
 */
final class Session {
  private final Screen screen;
  private final Servers servers;
  private boolean keepsLogs;
  private volatile boolean ended;

  private Session(Screen screen, Servers servers) {
    this.screen = screen;
    this.servers = servers;
  }

  /** What there is to do with servers. */
  interface Work {
    /** The exit code. */
    int with(Session session) throws Exception;
  }

  /** Does the work with servers that are still to be started. */
  static int run(Path root, Screen screen, Work work) throws Exception {
    Session session = new Session(screen, Servers.prepare(root, screen));
    // Ctrl-C ends the process right where it is, and runs this.
    Runtime.getRuntime().addShutdownHook(new Thread(session::end, "quickstart-end"));
    try {
      return work.with(session);
    } catch (Exception e) {
      if (session.ended) {
        // Ctrl-C took the servers away: what the work has to say about that interests nobody.
        return Main.FAILED;
      }
      session.keepLogs();
      throw e;
    } finally {
      session.end();
    }
  }

  Servers servers() {
    return servers;
  }

  /** Leaves the logs of servers that were started where they are, until the next run. */
  void keepLogs() {
    keepsLogs = servers.haveStarted();
  }

  private synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    try {
      if (keepsLogs) {
        servers.close();
        screen.say("The servers' logs are in " + servers.directory() + " until the next run.");
      } else {
        servers.closeAndForget();
      }
    } catch (IOException e) {
      screen.say("Could not remove " + servers.directory() + ": " + e);
    }
  }
}
