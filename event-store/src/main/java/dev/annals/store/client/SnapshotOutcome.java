package dev.annals.store.client;

import dev.annals.model.store.Snapshot;

/** What became of a snapshot that an application asked for. */
public sealed interface SnapshotOutcome {
  /** It is stored. */
  record Written(Snapshot snapshot) implements SnapshotOutcome {}

  /**
   * It is not stored: the stream does not have its version, or it cannot be kept.
   *
   * @param message a sentence for people
   */
  record Refused(String message) implements SnapshotOutcome {}
}
