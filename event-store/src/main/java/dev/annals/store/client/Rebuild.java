package dev.annals.store.client;

import dev.annals.model.StreamId;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.StoreException;
import dev.annals.model.store.StreamPage;
import dev.annals.model.store.TokenRange;
import dev.annals.reduce.ReduceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Takes the snapshots of all streams of one entity type, while sinks and loads go on: after a
 * reducer, its rule or an upcaster was changed, so that no load has to fold a whole stream. One
 * that has its snapshot is not folded again. Thread-safe.
 *
 * <p>It goes page by page through the ring. Whoever stops it, or dies, goes on at {@link
 * RebuildProgress#rest}; what is done twice is done the same.
 */
public final class Rebuild {
  /** Streams looked at in between two places to go on from. */
  static final int PAGE = 500;

  private final EventStore store;
  private final RebuildStream each;
  private final int page;
  private final int concurrency;
  private final Executor executor;
  private final RebuildCounts counts;
  private final CompletableFuture<RebuildProgress> done = new CompletableFuture<>();
  private volatile boolean stopped;

  /**
   * One that was not begun.
   *
   * @param executor where it goes on between answers of the store
   */
  Rebuild(
      EventStore store,
      RebuildStream each,
      TokenRange range,
      int page,
      int concurrency,
      Executor executor) {
    if (concurrency < 1) {
      throw new IllegalArgumentException(
          "at least one stream is rebuilt at a time: not " + concurrency);
    }
    this.store = store;
    this.each = each;
    this.page = page;
    this.concurrency = concurrency;
    this.executor = executor;
    this.counts = new RebuildCounts(range);
  }

  /** Begins it. To be called once. */
  Rebuild start() {
    pages()
        .whenComplete(
            (finished, fault) -> {
              if (fault == null) {
                done.complete(progress());
              } else {
                done.completeExceptionally(bare(fault));
              }
            });
    return this;
  }

  /** How far it is. */
  public RebuildProgress progress() {
    return counts.progress();
  }

  /**
   * Its end: finished, or stopped.
   *
   * @return fails with {@link StoreException} where streams cannot be listed any more, as when the
   *     client is closed
   */
  public CompletionStage<RebuildProgress> done() {
    return done.copy();
  }

  /** Waits for its end, and throws as calls of {@link AnnalsClient} do. */
  public RebuildProgress await() {
    return Waiting.forAnswer(done());
  }

  /** Begins no further stream; {@link #done} when those under way are. */
  public void stop() {
    stopped = true;
  }

  private CompletionStage<Void> pages() {
    return store
        .streams(counts.rest(), page)
        .thenCompose(this::rebuild)
        .thenComposeAsync(
            goesOn -> goesOn ? pages() : CompletableFuture.completedStage(null), executor);
  }

  /** Whether to go on to the next page. */
  private CompletionStage<Boolean> rebuild(StreamPage listed) {
    List<StreamId> ofType = new ArrayList<>();
    for (StreamId stream : listed.streams()) {
      if (stream.entityType().equals(each.rule().entityType())) {
        ofType.add(stream);
      }
    }
    Queue<StreamId> queue = new ConcurrentLinkedQueue<>(ofType);
    List<CompletableFuture<Void>> lanes = new ArrayList<>();
    for (int lane = 0; lane < Math.min(concurrency, ofType.size()); lane++) {
      lanes.add(lane(queue).toCompletableFuture());
    }
    return CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new))
        .thenApply(
            all -> {
              if (queue.isEmpty()) {
                counts.done(listed, ofType.size());
              }
              return !stopped && !listed.finished();
            });
  }

  /** Takes streams, one after the other. */
  private CompletionStage<Void> lane(Queue<StreamId> queue) {
    StreamId stream = stopped ? null : queue.poll();
    if (stream == null) {
      return CompletableFuture.completedStage(null);
    }
    return each.run(stream)
        .handle((written, fault) -> count(stream, written, fault))
        .thenComposeAsync(counted -> lane(queue), executor);
  }

  private boolean count(StreamId stream, Boolean written, Throwable thrown) {
    if (thrown == null) {
      if (written) {
        counts.written();
      }
      return written;
    }
    Throwable fault = bare(thrown);
    if (fault instanceof StoreException.Closed closed) {
      throw closed;
    }
    String reason = String.valueOf(fault.getMessage());
    counts.failed(fault instanceof ReduceException ? reason : stream + ": " + reason);
    return false;
  }

  private static Throwable bare(Throwable thrown) {
    Throwable fault = thrown;
    while (fault instanceof CompletionException && fault.getCause() != null) {
      fault = fault.getCause();
    }
    return fault;
  }
}
