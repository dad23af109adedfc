package dev.annals.faults.rig;

import java.util.Random;
import java.util.Set;

/** Connectors and tasks that are started anew again and again, before they have settled. */
final class RestartStorm implements Nemesis {
  private static final int LEAST = 4;

  @Override
  public String name() {
    return "restart storm";
  }

  @Override
  public void strike(Rig rig, Random random) {
    SinkMembers members = new SinkMembers(rig);
    Set<String> former = members.all();
    int times = LEAST + random.nextInt(LEAST);
    for (int i = 0; i < times; i++) {
      rig.connectors().forEach(rig.kafkaFaults()::restart);
      Pause.ofMs(random.nextInt(1500));
    }
    members.awaitReplaced(former);
    rig.awaitRunning();
  }
}
