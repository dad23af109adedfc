package dev.annals.faults.rig;

import dev.annals.testkit.proxy.Rule;
import dev.annals.testkit.servers.ConnectWorker;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;

/** SIGKILL of a worker when events are stored and no progress tells of them. */
final class KilledBeforeProgress implements Nemesis {
  private static final int EVENTS = 20;

  @Override
  public String name() {
    return "SIGKILL between append and progress";
  }

  @Override
  public void strike(Rig rig, Random random) {
    Withheld progress = new Withheld(cql -> cql.startsWith("INSERT INTO progress"));
    rig.site().proxy().rule(progress);
    Awaitility.await("events are stored that no progress tells of")
        .atMost(Duration.ofMinutes(1))
        .until(() -> progress.count() > 0 && StoredEvents.of(rig).notLogged() > EVENTS);
    ConnectWorker worker = rig.workers().awake().get(0);
    worker.kill();
    rig.site().proxy().rule(Rule.NONE);
    worker.start();
    rig.tasks().awaitRunning();
  }
}
