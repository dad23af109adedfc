package dev.annals.faults.rig;

import dev.annals.testkit.servers.ConnectWorker;
import java.util.Random;
import java.util.Set;

/** A worker that is frozen until another does all its work, and then wakes up in the middle. */
final class Zombie implements Nemesis {
  @Override
  public String name() {
    return "zombie";
  }

  @Override
  public void strike(Rig rig, Random random) {
    ConnectWorker worker = rig.tasks().oneAtWork(random);
    try {
      freezeUntilReplaced(rig, worker, () -> {});
      rig.tasks().awaitTakenOverFrom(worker);
      rig.progress().awaitMore();
    } finally {
      rig.workers().thawAll();
    }
    rig.tasks().awaitSomeOn(worker);
    rig.awaitRunning();
  }

  /**
   * Returns when others read all partitions that it had. It stays frozen.
   *
   * @param then done as soon as it is frozen
   */
  static void freezeUntilReplaced(Rig rig, ConnectWorker worker, Runnable then) {
    SinkMembers members = new SinkMembers(rig);
    Set<String> former = members.of(rig.tasks().on(worker));
    if (former.isEmpty() || rig.workers().all().size() < 2) {
      throw new IllegalStateException("no sink's task could be taken over from " + worker.pid());
    }
    rig.workers().freeze(worker);
    then.run();
    members.awaitReplaced(former);
  }
}
