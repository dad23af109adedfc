package dev.annals.faults.rig;

import dev.annals.testkit.servers.ConnectWorker;
import java.util.List;
import java.util.Random;

/** SIGKILL of one worker, and another start of it. */
final class KilledWorker implements Nemesis {
  @Override
  public String name() {
    return "SIGKILL of a worker";
  }

  @Override
  public void strike(Rig rig, Random random) {
    List<ConnectWorker> workers = rig.workers().awake();
    ConnectWorker worker = workers.get(random.nextInt(workers.size()));
    worker.kill();
    worker.start();
    rig.awaitRunning();
  }
}
