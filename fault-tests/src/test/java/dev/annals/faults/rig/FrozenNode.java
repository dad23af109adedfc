package dev.annals.faults.rig;

import dev.annals.testkit.servers.Server;
import java.util.Random;

/** A Cassandra node that keeps its connections and answers nothing for some seconds. */
record FrozenNode(String name, Server node) implements Nemesis {
  @Override
  public void strike(Rig rig, Random random) {
    node.pause();
    try {
      Frozen.check(node);
      Pause.ofMs(3_000 + random.nextInt(9_000));
    } finally {
      node.resume();
    }
    rig.awaitRunning();
  }
}
