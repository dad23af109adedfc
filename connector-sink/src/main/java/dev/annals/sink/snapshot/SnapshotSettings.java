package dev.annals.sink.snapshot;

import dev.annals.reduce.SnapshotRule;
import dev.annals.upcast.UpcastChain;
import java.util.List;

/**
 * Which snapshots are taken.
 *
 * @param rules in any order; none: no snapshots
 * @param chain what reducers are shown events through
 */
public record SnapshotSettings(List<SnapshotRule> rules, UpcastChain chain) {
  /** No snapshots. */
  public static final SnapshotSettings NONE = new SnapshotSettings(List.of(), UpcastChain.EMPTY);

  /** Copies the list. */
  public SnapshotSettings {
    rules = List.copyOf(rules);
  }
}
