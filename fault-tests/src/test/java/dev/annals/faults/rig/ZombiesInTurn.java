package dev.annals.faults.rig;

import dev.annals.testkit.servers.ConnectWorker;
import java.util.Random;

/** Who has taken over from a zombie becomes one, at the moment at which the first one wakes. */
final class ZombiesInTurn implements Nemesis {
  @Override
  public String name() {
    return "zombies in turn";
  }

  @Override
  public void strike(Rig rig, Random random) {
    ConnectWorker first = rig.tasks().oneAtWork(random);
    Zombie.freezeUntilReplaced(rig, first, () -> {});
    ConnectWorker second = rig.tasks().oneAtWork(random);
    Zombie.freezeUntilReplaced(rig, second, () -> rig.workers().thaw(first));
    rig.workers().thaw(second);
    rig.tasks().awaitSomeOn(second);
    rig.awaitRunning();
  }
}
