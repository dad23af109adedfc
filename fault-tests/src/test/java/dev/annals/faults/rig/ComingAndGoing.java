package dev.annals.faults.rig;

import dev.annals.testkit.servers.ConnectWorker;
import java.util.Random;

/** A worker that joins and is given tasks; then one leaves, the new one or another. */
final class ComingAndGoing implements Nemesis {
  @Override
  public String name() {
    return "a worker comes, one goes";
  }

  @Override
  public void strike(Rig rig, Random random) {
    rig.tasks().awaitSomeOn(rig.workers().add());
    rig.progress().awaitMore();
    ConnectWorker leaving = rig.tasks().oneAtWork(random);
    rig.workers().remove(leaving);
    rig.tasks().awaitTakenOverFrom(leaving);
    rig.awaitRunning();
  }
}
