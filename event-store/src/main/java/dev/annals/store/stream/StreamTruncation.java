package dev.annals.store.stream;

import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.Truncation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes the oldest events of a stream away, in steps of which each is a transaction:
 *
 * <ol>
 *   <li>{@code first} advances in bucket 0: from here on readers start there;
 *   <li>bucket by bucket, the oldest first, the rows below are removed.
 * </ol>
 *
 * <p>Whoever stops in between leaves a stream that reads right, and rows that the next truncation
 * removes. Since the oldest bucket goes first, the rows that are left are always the newest ones,
 * without a hole (DENSE). A bucket above 0 keeps in its own {@code first} what was removed of it,
 * so that the next truncation passes over it.
 *
 * <p>The events of the dedupe window stay, out of readers' sight: an event that is sent again must
 * be found by every client alike (ONCE), also by one that has to load what it knows.
 */
final class StreamTruncation {
  private final StreamLoader loader;
  private final TruncateBucket truncate;
  private final AppendLimits limits;

  StreamTruncation(StreamLoader loader, TruncateBucket truncate, AppendLimits limits) {
    this.loader = loader;
    this.truncate = truncate;
    this.limits = limits;
  }

  CompletionStage<Truncation> run(StreamId stream, long before) {
    // The head of a serial read was committed, and only grows: what is below it stays so.
    return loader
        .loadSerial(stream)
        .thenCompose(
            state -> {
              if (before < 1 || before > state.head()) {
                Truncation refused = Truncation.refused(stream, before, state.head());
                return CompletableFuture.completedStage(refused);
              }
              return advance(stream, before)
                  .thenCompose(first -> remove(stream, first, state.head()));
            });
  }

  /** The version the stream starts at once it starts at this one, or above. */
  private CompletionStage<Long> advance(StreamId stream, long before) {
    return loader
        .serialBucket(stream, 0)
        .thenCompose(
            bucket ->
                Math.max(1, bucket.first()) >= before
                    ? CompletableFuture.completedStage(Math.max(1, bucket.first()))
                    : truncate
                        .setFirst(bucket, before)
                        // Another truncation was first, or an earlier send of this one: look again.
                        .thenCompose(applied -> advance(stream, before)));
  }

  private CompletionStage<Truncation> remove(StreamId stream, long first, long head) {
    long below = Math.max(1, Math.min(first, head - limits.dedupeWindow() + 1));
    return removeFrom(stream, 0, below).thenApply(done -> new Truncation.Truncated(first, below));
  }

  private CompletionStage<Void> removeFrom(StreamId stream, long number, long below) {
    long newestGone = below - 1;
    if (newestGone < 1 || number > (newestGone - 1) / limits.bucketSize()) {
      return CompletableFuture.completedStage(null);
    }
    return loader
        .serialBucket(stream, number)
        .thenCompose(
            bucket -> {
              // An append that reached over the edge may have left the last one unopened.
              boolean done = number > 0 && (!bucket.open() || bucket.first() >= below);
              return done
                  ? CompletableFuture.completedStage(true)
                  : truncate.remove(bucket, number == 0 ? bucket.first() : below, below);
            })
        .thenCompose(applied -> removeFrom(stream, applied ? number + 1 : number, below));
  }
}
