package dev.annals.store.stream;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.StreamId;
import dev.annals.model.store.StoreException;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds the version a stream was at, at a time. Times do not only grow, so they cannot be searched
 * by halves: they are read from the stream's start, up to the first one that is later.
 */
final class StreamTimes {
  private final SelectTimes select;
  private final StreamLoader loader;
  private final int bucketSize;

  StreamTimes(SelectTimes select, StreamLoader loader, int bucketSize) {
    this.select = select;
    this.loader = loader;
    this.bucketSize = bucketSize;
  }

  /** See {@link dev.annals.model.store.EventStore#versionAt}. */
  CompletionStage<Long> versionAt(StreamId stream, Instant time) {
    return loader.startsAt(stream).thenCompose(startsAt -> from(stream, time, startsAt));
  }

  private CompletionStage<Long> from(StreamId stream, Instant time, long startsAt) {
    Walk walk = new Walk(time, startsAt);
    // The first version may lie one bucket lower, where an append reached over the edge.
    long bucket = Math.max(0, (startsAt - 1) / bucketSize - 1);
    return buckets(stream, bucket, walk)
        .thenCompose(
            done -> {
              if (walk.foundLater) {
                return walk.next == startsAt && startsAt > 1
                    ? CompletableFuture.failedStage(
                        StoreException.Removed.at(stream, startsAt, time))
                    : CompletableFuture.completedStage(walk.next - 1);
              }
              return atEnd(stream, time, startsAt, walk);
            });
  }

  private CompletionStage<Void> buckets(StreamId stream, long bucket, Walk walk) {
    return select
        .walk(stream, bucket, walk.next, walk::passes)
        .thenCompose(
            whole ->
                whole && walk.next > (bucket + 1) * (long) bucketSize
                    ? buckets(stream, bucket + 1, walk)
                    : CompletableFuture.completedStage(null));
  }

  /** No event is later; or rows were removed by a truncation while they were walked through. */
  private CompletionStage<Long> atEnd(StreamId stream, Instant time, long before, Walk walk) {
    return loader
        .startsAt(stream)
        .thenCompose(
            startsAt ->
                startsAt > before
                    ? from(stream, time, startsAt)
                    : CompletableFuture.completedStage(walk.next - 1));
  }

  /** How far the times are not after the one asked for. Used by one thread at a time. */
  private static final class Walk {
    private final Instant time;
    private long next;
    private boolean foundLater;

    Walk(Instant time, long next) {
      this.time = time;
      this.next = next;
    }

    boolean passes(Row row) {
      if (row.getLong("version") != next) {
        return false;
      }
      Instant recordedAt = Objects.requireNonNull(row.getInstant("recorded_at"), "recorded_at");
      foundLater = recordedAt.isAfter(time);
      if (!foundLater) {
        next++;
      }
      return !foundLater;
    }
  }
}
