package dev.annals.quickstart;

import dev.annals.quickstart.servers.Servers;
import dev.annals.quickstart.text.Screen;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Servers for the time of one run, taken down when it is over: at its end, after a failure, or by
 * Ctrl-C. What the run wrote goes with them, unless something is to be looked at.
 */
final class Session implements AutoCloseable {
  private final Screen screen;
  private final Servers servers;
  private final Thread atExit;
  private boolean keepLogs;
  private boolean closed;

  private Session(Screen screen, Servers servers) {
    this.screen = screen;
    this.servers = servers;
    this.atExit = new Thread(this::end, "quickstart-end");
  }

  static Session open(Path root, Screen screen) {
    Session session = new Session(screen, Servers.prepare(root, screen));
    Runtime.getRuntime().addShutdownHook(session.atExit);
    return session;
  }

  Servers servers() {
    return servers;
  }

  /** Leaves the servers' logs where they are, until the next run. */
  void keepLogs() {
    keepLogs = true;
  }

  private synchronized void end() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (keepLogs) {
        servers.close();
        screen.say("The servers' logs are in " + servers.directory() + " until the next run.");
      } else {
        servers.closeAndForget();
      }
    } catch (IOException e) {
      screen.say("Could not remove " + servers.directory() + ": " + e);
    }
  }

  @Override
  public void close() {
    end();
  }
}
