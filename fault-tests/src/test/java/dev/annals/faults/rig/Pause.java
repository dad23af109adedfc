package dev.annals.faults.rig;

/** Time that a fault lasts, as chance has it; nothing is ever waited for by it. */
final class Pause {
  private Pause() {}

  static void ofMs(int ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException fault) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in the middle of a fault", fault);
    }
  }
}
