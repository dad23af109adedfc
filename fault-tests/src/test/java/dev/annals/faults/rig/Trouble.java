package dev.annals.faults.rig;

import dev.annals.testkit.proxy.Rule;

/** A rule that counts what it did. Thread-safe. */
interface Trouble extends Rule {
  /** How often it has done harm. */
  long count();
}
