package dev.annals.store.stream;

import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.decision.SeenEvent;
import dev.annals.model.decision.StreamState;
import dev.annals.model.store.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Loads what an append to a stream depends on, when it is not remembered.
 *
 * <p>Two reads side by side for a stream of one bucket. A plain read may be torn; then, and before
 * a bucket is taken to be full, the same is read at the serial level, whose answer is final.
 */
final class StreamLoader {
  private final SelectBucket select;
  private final BucketHint hint;
  private final AppendLimits limits;
  private final int rows;

  StreamLoader(SelectBucket select, BucketHint hint, AppendLimits limits) {
    this.select = select;
    this.hint = hint;
    this.limits = limits;
    this.rows = Math.max(1, limits.dedupeWindow());
  }

  /** The state as a plain read shows it, good enough for a condition to check. */
  CompletionStage<StreamState> load(StreamId stream) {
    CompletionStage<Bucket> bucket0 = read(stream, 0, rows);
    return hint.read(stream)
        .thenCompose(number -> number == 0 ? bucket0 : read(stream, number, rows))
        .thenCompose(this::newest)
        .thenCompose(this::state);
  }

  /** The state as it is now, with what was under way there completed or undone. */
  CompletionStage<StreamState> loadSerial(StreamId stream) {
    return hint.read(stream)
        .thenCompose(number -> select.serialRead(stream, number, rows))
        .thenCompose(this::newest)
        .thenCompose(this::state);
  }

  /** The newest open bucket of a stream, from the hint on. */
  CompletionStage<Bucket> newestBucket(StreamId stream) {
    return hint.read(stream)
        .thenCompose(number -> read(stream, number, 1))
        .thenCompose(this::newest);
  }

  /** The version the stream starts at: 1 where it was never truncated. */
  CompletionStage<Long> startsAt(StreamId stream) {
    return select.read(stream, 0, 1).thenApply(bucket -> Math.max(1, bucket.first()));
  }

  /** One bucket as it is now, with its newest event. */
  CompletionStage<Bucket> serialBucket(StreamId stream, long number) {
    return select.serialRead(stream, number, 1);
  }

  private CompletionStage<Bucket> read(StreamId stream, long number, int limit) {
    return select
        .read(stream, number, limit)
        .thenCompose(
            bucket ->
                !bucket.mayBeTorn(limit) && !bucket.isFull(limits.bucketSize())
                    ? CompletableFuture.completedStage(bucket)
                    : select.serialRead(stream, number, limit));
  }

  /** Goes on to the next bucket while this one is full and the next is open. */
  private CompletionStage<Bucket> newest(Bucket bucket) {
    if (!bucket.isFull(limits.bucketSize())) {
      return CompletableFuture.completedStage(bucket);
    }
    return select
        .serialRead(bucket.stream(), bucket.number() + 1, rows)
        .thenCompose(next -> next.open() ? newest(next) : CompletableFuture.completedStage(bucket));
  }

  private CompletionStage<StreamState> state(Bucket bucket) {
    if (!bucket.isWhole(rows)) {
      throw new StoreException(
          "stream %s is damaged: its head is %d in bucket %d, its newest events are %s"
              .formatted(
                  bucket.stream(),
                  bucket.head(),
                  bucket.number(),
                  bucket.newest().stream().limit(3).map(SeenEvent::version).toList()));
    }
    List<SeenEvent> newestFirst = new ArrayList<>(bucket.newest());
    return fill(bucket, newestFirst, bucket.number() - 1)
        .thenApply(
            done -> {
              Collections.reverse(newestFirst);
              return new StreamState(
                  bucket.stream(),
                  bucket.number(),
                  bucket.head(),
                  bucket.closed(),
                  bucket.registers(),
                  newestFirst);
            });
  }

  /** Adds events of full buckets until the window is complete. */
  private CompletionStage<Void> fill(Bucket newest, List<SeenEvent> newestFirst, long number) {
    int missing = rows - newestFirst.size();
    if (missing <= 0 || number < 0) {
      return CompletableFuture.completedStage(null);
    }
    return select
        .serialRead(newest.stream(), number, missing)
        .thenCompose(
            older -> {
              newestFirst.addAll(older.newest());
              return fill(newest, newestFirst, number - 1);
            });
  }
}
