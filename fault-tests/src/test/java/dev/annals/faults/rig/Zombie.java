package dev.annals.faults.rig;

import dev.annals.testkit.servers.ConnectWorker;
import java.util.Random;
import java.util.Set;

/**
 * A worker that is frozen until another does all its work, and then wakes up in the middle.
 *
 * <p>Two that took turns ended once with a source task that did not run again. It looked as if the
 * first worker, given its tasks back, took one whose producer was fenced for one that runs; no dump
 * of threads shows whether that is Connect or the source.
 */
final class Zombie implements Nemesis {
  @Override
  public String name() {
    return "zombie";
  }

  @Override
  public void strike(Rig rig, Random random) {
    SinkMembers members = new SinkMembers(rig);
    ConnectWorker worker = rig.tasks().oneAtWork(random);
    Set<String> former = members.of(rig.tasks().on(worker));
    if (former.isEmpty() || rig.workers().awake().size() < 2) {
      throw new IllegalStateException("no sink's task could be taken over from " + worker.pid());
    }
    rig.workers().freeze(worker);
    try {
      members.awaitReplaced(former);
      rig.tasks().awaitTakenOverFrom(worker);
      rig.progress().awaitMore();
    } finally {
      rig.workers().thaw(worker);
    }
    rig.tasks().awaitSomeOn(worker);
    rig.awaitRunning();
  }
}
