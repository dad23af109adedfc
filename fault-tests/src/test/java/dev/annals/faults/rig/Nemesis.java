package dev.annals.faults.rig;

import java.util.Random;

/** One way to hurt what runs, while the workload is under way. */
interface Nemesis {
  /** As history and report have it. */
  String name();

  /**
   * Hurts, makes sure that it did, heals, and returns when all runs again.
   *
   * @param random decides what is left open: which of several, how long
   * @throws IllegalStateException if the fault did not come about
   */
  void strike(Rig rig, Random random);
}
