package dev.annals.store.log;

import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes refusals fenced and final (DECIDED).
 *
 * <p>Whoever feeds a source claims its bucket, then reads what is refused there. From then on no
 * earlier owner can insert a row behind its back: an insert holds only while its owner is still the
 * one that claimed. And as a position gets a row only where it has none, whoever decides it again
 * is told what stands.
 */
final class Refusals {
  private record Place(Source source, long bucket, UUID owner) {}

  private final RefusedTable table;
  private final Map<Place, RefusalQueue> queues = new ConcurrentHashMap<>();

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

  CompletionStage<Optional<UUID>> owner(Source source, long bucket) {
    return table.owner(source, bucket);
  }

  CompletionStage<Optional<Refusal>> find(SourcePosition at) {
    return table.rows(at, at.position()).thenApply(rows -> rows.stream().findFirst());
  }

  CompletionStage<Refusal> refuse(UUID owner, Refusal refusal) {
    SourcePosition at = refusal.at();
    Place place = new Place(at.source(), Segment.bucketOf(at.position()), owner);
    CompletableFuture<Refusal> answer = new CompletableFuture<>();
    RefusalQueue queue =
        queues.compute(
            place,
            (key, present) -> {
              RefusalQueue one = present == null ? new RefusalQueue(table, owner) : present;
              one.add(refusal, answer);
              return one;
            });
    queue.proceed();
    return answer.whenComplete((stands, fault) -> forgetWhenIdle(place));
  }

  /** How many buckets have something under way. */
  int bucketsUnderWay() {
    return queues.size();
  }

  /** BOUNDED: a queue is there while something is in it. */
  private void forgetWhenIdle(Place place) {
    queues.computeIfPresent(place, (key, queue) -> queue.isIdle() ? null : queue);
  }
}
