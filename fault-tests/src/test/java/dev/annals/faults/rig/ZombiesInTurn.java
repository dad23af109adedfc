package dev.annals.faults.rig;

import dev.annals.testkit.servers.ConnectWorker;
import java.util.Random;

/**
 * Who has taken over from a zombie becomes one, at the moment at which the first one wakes.
 *
 * <p>Of the second one the sinks' partitions alone are waited for. A source task whose producer was
 * fenced while its worker was frozen fails when that wakes; where the worker is given the same task
 * back at once, Connect takes it for one that runs, and starts it only when the other worker is
 * back.
 */
final class ZombiesInTurn implements Nemesis {
  @Override
  public String name() {
    return "zombies in turn";
  }

  @Override
  public void strike(Rig rig, Random random) {
    ConnectWorker first = rig.tasks().oneAtWork(random);
    ConnectWorker second;
    try {
      Zombie.freezeUntilReplaced(rig, first, () -> {});
      rig.tasks().awaitTakenOverFrom(first);
      rig.progress().awaitMore();
      second = rig.tasks().oneAtWork(random);
      Zombie.freezeUntilReplaced(rig, second, () -> rig.workers().thaw(first));
      rig.progress().awaitMore();
    } finally {
      rig.workers().thawAll();
    }
    rig.tasks().awaitSomeOn(second);
    rig.awaitRunning();
  }
}
