package dev.annals.faults.rig;

import dev.annals.testkit.servers.ConnectWorker;
import java.util.Random;

/**
 * SIGKILL of one worker, and another start of it: when others do its work, if there are others.
 * Chance has it that it is started before they have noticed.
 */
final class KilledWorker implements Nemesis {
  @Override
  public String name() {
    return "SIGKILL of a worker";
  }

  @Override
  public void strike(Rig rig, Random random) {
    ConnectWorker worker = rig.tasks().oneAtWork(random);
    boolean awaited = rig.workers().awake().size() > 1 && random.nextInt(4) > 0;
    long before = worker.pid();
    worker.kill();
    if (awaited) {
      rig.tasks().awaitTakenOverFrom(worker);
    }
    worker.start();
    if (worker.pid() == before) {
      throw new IllegalStateException("the worker is process " + before + " as before");
    }
    rig.awaitRunning();
  }
}
