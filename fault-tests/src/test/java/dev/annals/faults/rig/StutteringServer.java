package dev.annals.faults.rig;

import dev.annals.testkit.servers.Server;
import java.util.Random;

/**
 * A server that stops for parts of a second, again and again: as one that waits for a slow disk.
 */
record StutteringServer(String name, Server server) implements Nemesis {
  private static final long LASTS_NANOS = 5_000_000_000L;

  @Override
  public void strike(Rig rig, Random random) {
    long began = System.nanoTime();
    while (System.nanoTime() - began < LASTS_NANOS) {
      server.pause();
      try {
        Frozen.check(server);
        Pause.ofMs(100 + random.nextInt(700));
      } finally {
        server.resume();
      }
      Pause.ofMs(50 + random.nextInt(300));
    }
    rig.awaitRunning();
  }
}
