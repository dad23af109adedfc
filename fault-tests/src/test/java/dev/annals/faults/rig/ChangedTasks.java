package dev.annals.faults.rig;

import java.util.Random;

/** Sinks are given other numbers of tasks, and at last as many as they had. */
final class ChangedTasks implements Nemesis {
  private static final int TIMES = 3;
  private static final int MOST = 4;

  @Override
  public String name() {
    return "changed numbers of tasks";
  }

  @Override
  public void strike(Rig rig, Random random) {
    for (int i = 0; i < TIMES; i++) {
      String sink = rig.sinks().get(random.nextInt(rig.sinks().size()));
      int before = rig.tasks().count(sink);
      int other = 1 + (before + random.nextInt(MOST - 1)) % MOST;
      rig.tasks().change(sink, other);
      rig.progress().awaitMore();
    }
    rig.sinks().forEach(sink -> rig.tasks().change(sink, Rig.TASKS));
    rig.awaitRunning();
  }
}
