package dev.annals.faults.rig;

import dev.annals.testkit.proxy.Rule;
import dev.annals.testkit.servers.ConnectWorker;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;

/** SIGKILL of a worker while its appends do not arrive. */
final class KilledBeforeAppend implements Nemesis {
  /** Those that are not answered are sent again each second: more than are under way at once. */
  private static final int SENDS = 60;

  @Override
  public String name() {
    return "SIGKILL between sending an append and its arrival";
  }

  @Override
  public void strike(Rig rig, Random random) {
    Withheld appends = new Withheld(cql -> cql.startsWith("UPDATE events"));
    rig.site().proxy().rule(appends);
    Awaitility.await("appends do not arrive, again and again")
        .atMost(Duration.ofMinutes(1))
        .until(() -> appends.count() > SENDS);
    ConnectWorker worker = rig.workers().awake().get(0);
    worker.kill();
    rig.site().proxy().rule(Rule.NONE);
    worker.start();
    rig.tasks().awaitRunning();
  }
}
