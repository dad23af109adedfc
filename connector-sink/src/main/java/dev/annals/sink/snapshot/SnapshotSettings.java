package dev.annals.sink.snapshot;

import dev.annals.model.store.ReducerId;
import dev.annals.reduce.Fold;
import dev.annals.reduce.SnapshotRule;
import dev.annals.upcast.UpcastChain;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * What a reducer is by these rules; absent where they have none of that name for the entity type.
   */
  public @Nullable ReducerId definition(String entityType, String reducer) {
    for (SnapshotRule rule : rules) {
      if (rule.entityType().equals(entityType) && rule.reducer().name().equals(reducer)) {
        return new Fold(rule.reducer(), chain).id();
      }
    }
    return null;
  }
}
