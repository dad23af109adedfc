package dev.annals.faults.rig;

import dev.annals.testkit.servers.Server;
import java.util.Random;

/** One of three Cassandra nodes is away for long, and work goes on without it. */
record MissingNode(String name, Server node) implements Nemesis {
  @Override
  public void strike(Rig rig, Random random) {
    node.kill();
    try {
      rig.awaitRunning();
      Pause.ofMs(15_000 + random.nextInt(10_000));
      rig.progress().awaitMore();
      if (node.isRunning()) {
        throw new IllegalStateException(name + " is there again");
      }
    } finally {
      node.start();
    }
    rig.awaitRunning();
  }
}
