package dev.annals.faults.rig;

import dev.annals.testkit.servers.Server;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * The clock of one process is wrong by up to some minutes, forward or back; then it is right again.
 *
 * @param name as history and report have it
 * @param library of Faketime
 * @param servers one of them is drawn
 */
record ShiftedClock(String name, Path library, Function<Rig, List<? extends Server>> servers)
    implements Nemesis {
  private static final int MOST_SECONDS = 300;

  /** A worker: its clients and connectors see another time. */
  static Nemesis ofWorker(Path library) {
    return new ShiftedClock("shifted clock of a worker", library, rig -> rig.workers().awake());
  }

  /** A Cassandra node: ballots of transactions and times of writes are by its clock. */
  static Nemesis ofNode(Path library, List<? extends Server> nodes) {
    return new ShiftedClock("shifted clock of a Cassandra node", library, rig -> nodes);
  }

  @Override
  public void strike(Rig rig, Random random) {
    List<? extends Server> all = servers.apply(rig);
    Server server = all.get(random.nextInt(all.size()));
    int seconds = (5 + random.nextInt(MOST_SECONDS)) * (random.nextBoolean() ? 1 : -1);
    server.kill();
    try {
      server.start(Faketime.shift(library, seconds));
      ClockOf.check(server, seconds);
      rig.awaitRunning();
      Pause.ofMs(10_000);
      rig.progress().awaitMore();
    } finally {
      ClockOf.setRight(server);
    }
    rig.awaitRunning();
  }
}
