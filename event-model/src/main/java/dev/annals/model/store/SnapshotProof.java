package dev.annals.model.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells whether snapshots are of the events that their streams have: not where a backup of the
 * events was restored that is older than the snapshots, and other events came since.
 *
 * @param store the streams
 */
public record SnapshotProof(EventStore store) {
  /** Whether its last event stands at its version; true where that is not known of it. */
  public CompletionStage<Boolean> holds(Snapshot snapshot) {
    if (snapshot.last() == null) {
      return CompletableFuture.completedStage(true);
    }
    return store
        .read(ReadRequest.forwards(snapshot.stream(), snapshot.version(), 1))
        .thenApply(
            page ->
                page.startsAt() > snapshot.version() // What could prove it is truncated.
                    || (!page.events().isEmpty() && snapshot.isOf(page.events().get(0))));
  }
}
