package dev.annals.sink;

import dev.annals.model.Source;
import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import dev.annals.model.store.StoreException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The right to refuse positions of one source, a log bucket at a time, and what others refused
 * before. Whoever owns a bucket later takes the right away, so that a task that was thought dead
 * cannot add a refusal after its successor looked (DECIDED). Guarded by the task's {@link
 * TaskLoop}.
 */
final class Ownership {
  private final OutcomeLog log;
  private final Source source;
  private final UUID owner;
  private final NavigableMap<Long, Refusal> decided = new TreeMap<>();
  private long bucket;

  Ownership(OutcomeLog log, Opened opened) {
    this.log = log;
    this.source = opened.source();
    this.owner = opened.owner();
    claimed(opened.progress().upto(), opened.refusals());
  }

  /** Whether the bucket of a position that is not admitted yet is owned. */
  boolean covers(long position) {
    return Segment.bucketOf(position) == bucket;
  }

  /** Claims the bucket of a position; {@link #claimed} is to be told the answer. */
  CompletionStage<List<Refusal>> claim(long position) {
    return log.claim(source, Segment.bucketOf(position), owner, position);
  }

  /** The bucket of a position is owned, and this is refused there from the position on. */
  void claimed(long position, List<Refusal> refusals) {
    bucket = Segment.bucketOf(position);
    for (Refusal refusal : refusals) {
      decided.put(refusal.at().position(), refusal);
    }
  }

  /** What was refused at a position before; positions are asked for in growing order. */
  @Nullable Refusal decided(long position) {
    decided.headMap(position).clear();
    return decided.remove(position);
  }

  /** Whether a position may still be refused from here, and so is still decided here. */
  CompletionStage<Boolean> holds(long position) {
    return log.owner(source, Segment.bucketOf(position))
        .thenApply(present -> present.equals(Optional.of(owner)));
  }

  /** The refusal that stands, this or an earlier one; empty where somebody else owns the bucket. */
  CompletionStage<Optional<Refusal>> refuse(Refusal refusal) {
    return log.refuse(owner, refusal)
        .thenApply(Optional::of)
        .exceptionallyCompose(Ownership::emptyWhereLost);
  }

  private static CompletionStage<Optional<Refusal>> emptyWhereLost(Throwable fault) {
    Throwable cause = fault instanceof CompletionException ? fault.getCause() : fault;
    return cause instanceof StoreException.OwnershipLost
        ? CompletableFuture.completedStage(Optional.empty())
        : CompletableFuture.failedStage(fault);
  }
}
