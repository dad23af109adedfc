package dev.annals.store.log;

import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import dev.annals.model.store.StoreException;
import dev.annals.store.log.RefusedTable.Insertion;
import dev.annals.store.log.RefusedTable.Insertion.Inserted;
import dev.annals.store.log.RefusedTable.Insertion.NotOwner;
import dev.annals.store.log.RefusedTable.Insertion.Stands;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Makes refusals fenced and final (DECIDED).
 *
 * <p>Whoever feeds a source claims its bucket, then reads what is refused there. From then on no
 * earlier owner can insert a row behind its back: an insert holds only while its owner is still the
 * one that claimed. And as a position gets a row only where it has none, whoever decides it again
 * is told what stands.
 */
final class Refusals {
  private final RefusedTable table;

  Refusals(RefusedTable table) {
    this.table = table;
  }

  CompletionStage<List<Refusal>> claim(Source source, long bucket, UUID owner, long from) {
    long start = bucket * Segment.BUCKET_POSITIONS;
    SourcePosition first = new SourcePosition(source, Math.max(from, start));
    return table
        .owner(source, bucket)
        .thenCompose(present -> replaceOwner(source, bucket, present, owner))
        .thenCompose(claimed -> table.rows(first, start + Segment.BUCKET_POSITIONS - 1));
  }

  /**
   * Names the present owner in the condition, so that a send that arrives late, after somebody else
   * claimed, changes nothing. Goes on until the owner is the one that asks: the last claim wins.
   */
  private CompletionStage<Optional<UUID>> replaceOwner(
      Source source, long bucket, Optional<UUID> present, UUID owner) {
    if (present.isPresent() && present.get().equals(owner)) {
      return CompletableFuture.completedStage(present);
    }
    return table
        .replaceOwner(source, bucket, present.orElse(null), owner)
        .thenCompose(now -> replaceOwner(source, bucket, now, owner));
  }

  CompletionStage<Optional<Refusal>> find(SourcePosition at) {
    return table.rows(at, at.position()).thenApply(rows -> rows.stream().findFirst());
  }

  CompletionStage<Refusal> refuse(UUID owner, Refusal refusal) {
    return table
        .insert(owner, refusal)
        .thenCompose(insertion -> standing(owner, refusal, insertion));
  }

  private CompletionStage<Refusal> standing(UUID owner, Refusal refusal, Insertion insertion) {
    if (insertion instanceof Inserted) {
      return CompletableFuture.completedStage(refusal);
    }
    if (insertion instanceof Stands stands) {
      return CompletableFuture.completedStage(stands.refusal());
    }
    if (insertion instanceof NotOwner notOwner) {
      return CompletableFuture.failedStage(lost(refusal.at(), owner, notOwner.owner()));
    }
    return readWhatStands(owner, refusal);
  }

  /** The insert failed for a row that is gone again: it expired in between, for example. */
  private CompletionStage<Refusal> readWhatStands(UUID owner, Refusal refusal) {
    SourcePosition at = refusal.at();
    return table
        .rows(at, at.position())
        .thenCompose(
            rows ->
                rows.isEmpty()
                    ? refuse(owner, refusal)
                    : CompletableFuture.completedStage(rows.get(0)));
  }

  private static StoreException lost(SourcePosition at, UUID owner, Optional<UUID> present) {
    return new StoreException.OwnershipLost(
        "The refusal of %s was not written: its source belongs to %s, not to %s any more. Another task feeds the source now; this one must stop."
            .formatted(at, present.map(UUID::toString).orElse("nobody"), owner));
  }
}
