package dev.annals.faults.rig;

import dev.annals.testkit.servers.Server;
import java.util.Random;

/** SIGKILL of a server, and another start of it on what it had written. */
record KilledServer(String name, Server server) implements Nemesis {
  @Override
  public void strike(Rig rig, Random random) {
    long before = server.pid();
    server.kill();
    server.start();
    if (server.pid() == before) {
      throw new IllegalStateException(name + " is process " + before + " as before");
    }
    rig.awaitRunning();
  }
}
