package dev.annals.faults.rig;

import dev.annals.testkit.servers.ConnectWorker;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * A worker that is frozen again and again, each time for less than it takes to be missed: as one
 * that waits for a slow disk.
 */
final class StutteringWorker implements Nemesis {
  private static final int TIMES = 6;

  @Override
  public String name() {
    return "stuttering worker";
  }

  @Override
  public void strike(Rig rig, Random random) {
    ConnectWorker worker = rig.tasks().oneAtWork(random);
    for (int i = 0; i < TIMES; i++) {
      rig.workers().freeze(worker);
      CompletableFuture<String> answer =
          CompletableFuture.supplyAsync(() -> worker.rest().workerVersion());
      try {
        Pause.ofMs(200 + random.nextInt(1300));
        if (answer.isDone()) {
          throw new IllegalStateException("a frozen worker has answered: " + answer.join());
        }
      } finally {
        rig.workers().thaw(worker);
      }
      answer.join();
      Pause.ofMs(random.nextInt(400));
    }
    rig.awaitRunning();
  }
}
