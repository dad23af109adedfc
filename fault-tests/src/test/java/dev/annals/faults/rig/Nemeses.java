package dev.annals.faults.rig;

import java.util.List;

/**
 * All that hurt workers, Kafka's side of them, and their way to Cassandra; each leaves no trace.
 */
final class Nemeses {
  private Nemeses() {}

  /** Those of the short run, on two workers. */
  static List<Nemesis> few() {
    return List.of(
        new KilledWorker(),
        new GrownTopic(),
        TroubledWay.swallowed(),
        TroubledWay.unheard(),
        new Zombie(),
        new RewoundSinks());
  }

  /** All of them; they need two workers at least. */
  static List<Nemesis> ofWorkers() {
    return List.of(
        new KilledWorker(),
        new GrownTopic(),
        TroubledWay.swallowed(),
        new Zombie(),
        new RewoundSinks(),
        new RestartStorm(),
        TroubledWay.slow(),
        new StutteringWorker(),
        new ChangedTasks(),
        TroubledWay.lost(),
        TroubledWay.unheard(),
        new ComingAndGoing(),
        new ZombiesInTurn(),
        TroubledWay.cut(),
        TroubledWay.swallowed().with(new KilledWorker()),
        TroubledWay.unheard().with(new Zombie()),
        TroubledWay.lost().with(new Zombie()),
        TroubledWay.slow().with(new RewoundSinks()),
        TroubledWay.lost().with(new RestartStorm()));
  }
}
