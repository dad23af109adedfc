package dev.annals.store.load;

import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.Snapshot;
import dev.annals.model.store.Snapshots;
import dev.annals.reduce.Fold;
import dev.annals.reduce.ReduceException;
import dev.annals.reduce.State;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Loads streams as their state: the newest snapshot, and what happened since.
 *
 * <p>Two reads, however long the stream is: one row of snapshots, then the tail. The tail begins
 * with the snapshot's own event: where that is missing, as after the restore of a backup in which
 * the snapshots are newer than the events, all events are folded instead. Without a snapshot that
 * can be read they are, too, page by page. Of a stream that was truncated the first events are
 * gone: there, without a snapshot that reaches to its start, no state is told. Thread-safe, as far
 * as the fold is.
 */
public final class Loader {
  /** Events of a read: a tail between two snapshots is shorter, as a rule. */
  static final int PAGE = 500;

  private final EventStore store;
  private final Snapshots snapshots;
  private final Executor executor;

  /**
   * Loads from a store.
   *
   * @param executor where states are computed: the store's own threads must not wait for that
   */
  public Loader(EventStore store, Snapshots snapshots, Executor executor) {
    this.store = store;
    this.snapshots = snapshots;
    this.executor = executor;
  }

  /**
   * The state of a stream. With its version as the expected version of an append, what was decided
   * by it is refused if something happened in between.
   *
   * @return of a stream without events the state before the first, at version 0; fails with {@link
   *     ReduceException} where an event cannot be folded, and as the store does
   */
  public CompletionStage<State> load(StreamId stream, Fold fold) {
    return loadAt(stream, Long.MAX_VALUE, fold);
  }

  /**
   * The state as it was at a version; of a stream that is not that long the state at its end.
   *
   * @param version from 1, else {@link IllegalArgumentException}
   */
  public CompletionStage<State> loadAt(StreamId stream, long version, Fold fold) {
    if (version < 1) {
      throw new IllegalArgumentException(
          "a stream is loaded at a version from 1: %s@%d".formatted(stream, version));
    }
    Load load = new Load(stream, version, fold);
    return snapshots
        .newest(stream, fold.id(), version)
        .thenCompose(
            found ->
                found
                    .map(snapshot -> load.tail(snapshot.version()))
                    .orElseGet(() -> load.read(1))
                    .thenComposeAsync(page -> load.begin(found, page), executor));
  }

  /**
   * The state as it was at a time: at the version that {@link EventStore#versionAt} gives, which is
   * the last one of the longest beginning of the stream in which no event was recorded after it.
   *
   * @return before the first event the state at version 0; fails as {@code versionAt} and {@link
   *     #loadAt(StreamId, long, Fold)} do
   */
  public CompletionStage<State> loadAt(StreamId stream, Instant time, Fold fold) {
    return store
        .versionAt(stream, time)
        .thenComposeAsync(
            version -> version == 0 ? start(stream, fold) : loadAt(stream, version, fold),
            executor);
  }

  private static CompletionStage<State> start(StreamId stream, Fold fold) {
    try {
      return CompletableFuture.completedStage(fold.start(stream));
    } catch (ReduceException reason) {
      return CompletableFuture.failedStage(reason);
    }
  }

  /** One stream on its way to a version. */
  private final class Load {
    private final StreamId stream;
    private final long upTo;
    private final Fold fold;

    Load(StreamId stream, long upTo, Fold fold) {
      this.stream = stream;
      this.upTo = upTo;
      this.fold = fold;
    }

    /** A page of the stream, but nothing beyond what is wanted. */
    CompletionStage<EventPage> read(long from) {
      return store.read(ReadRequest.forwards(stream, from, limit(from)));
    }

    /** Likewise what comes after a snapshot, which begins with its own event. */
    CompletionStage<EventPage> tail(long from) {
      return store.tail(stream, from, limit(from));
    }

    private int limit(long from) {
      return (int) Math.min(PAGE, upTo - from + 1);
    }

    CompletionStage<State> begin(Optional<Snapshot> snapshot, EventPage page) {
      if (snapshot.isEmpty()) {
        return beginAtFirst(page, 0);
      }
      long version = snapshot.get().version();
      if (continues(snapshot.get(), page)) {
        State kept;
        try {
          kept = fold.resume(snapshot.get());
        } catch (ReduceException unreadable) {
          return readAll(version);
        }
        return goOn(kept, page);
      }
      return readAll(version);
    }

    private CompletionStage<State> readAll(long looked) {
      return read(1).thenComposeAsync(page -> beginAtFirst(page, looked), executor);
    }

    /**
     * Begins without a snapshot.
     *
     * @param looked the version of the one that was of no use; 0 for none
     */
    private CompletionStage<State> beginAtFirst(EventPage page, long looked) {
      if (page.startsAt() > 1) {
        return truncated(page.startsAt(), looked);
      }
      try {
        return goOn(fold.start(stream), page);
      } catch (ReduceException reason) {
        return CompletableFuture.failedStage(reason);
      }
    }

    /** Who truncates takes a snapshot first, maybe after this load looked for one: looks again. */
    private CompletionStage<State> truncated(long startsAt, long looked) {
      return snapshots
          .newest(stream, fold.id(), upTo)
          .thenCompose(
              found ->
                  found.isPresent() && found.get().version() > looked
                      ? loadAt(stream, upTo, fold)
                      : CompletableFuture.failedStage(unknown(startsAt)));
    }

    private ReduceException unknown(long startsAt) {
      return new ReduceException(
          "%s starts at version %d, and reducer %s has no snapshot%s that reaches there: what happened before is not known any more"
              .formatted(
                  stream,
                  startsAt,
                  fold.id(),
                  upTo == Long.MAX_VALUE ? "" : " up to version " + upTo));
    }

    /** Whether nothing is missing between a snapshot and the events. */
    private static boolean continues(Snapshot snapshot, EventPage page) {
      if (page.events().isEmpty()) {
        return false;
      }
      RecordedEvent first = page.events().get(0);
      boolean follows = first.version() == snapshot.version() + 1;
      return snapshot.isOf(first) || (follows && page.startsAt() == first.version());
    }

    private CompletionStage<State> goOn(State before, EventPage page) {
      State state = before;
      try {
        for (RecordedEvent event : page.events()) {
          if (event.version() > upTo) {
            return CompletableFuture.completedStage(state);
          }
          if (event.version() > state.version() + 1) {
            // Truncated since the page before: a snapshot that allows for that is there now.
            return loadAt(stream, upTo, fold);
          }
          // The snapshot's own event is in its state already.
          if (event.version() > before.version()) {
            state = fold.next(state, event);
          }
        }
      } catch (ReduceException reason) {
        return CompletableFuture.failedStage(reason);
      }
      if (page.next().isEmpty() || state.version() == upTo) {
        return CompletableFuture.completedStage(state);
      }
      State soFar = state;
      return read(page.next().getAsLong()).thenComposeAsync(next -> goOn(soFar, next), executor);
    }
  }
}
