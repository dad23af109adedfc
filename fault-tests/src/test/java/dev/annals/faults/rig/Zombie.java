package dev.annals.faults.rig;

import dev.annals.testkit.servers.ConnectWorker;
import java.util.Random;
import java.util.Set;

/**
 * A worker that is frozen until another does all its work, and then wakes up in the middle.
 *
 * <p>Two that take turns are more than Connect copes with: the first one takes the tasks that it is
 * given back for those that it never lost, and does not start the one whose producer was fenced.
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
