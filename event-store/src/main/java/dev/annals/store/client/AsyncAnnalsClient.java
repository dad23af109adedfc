package dev.annals.store.client;

import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.Outcome;
import dev.annals.model.RecordedEvent;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.ReducerId;
import dev.annals.model.store.Snapshot;
import dev.annals.model.store.Snapshots;
import dev.annals.model.store.StreamPage;
import dev.annals.model.store.TokenRange;
import dev.annals.model.store.Truncation;
import dev.annals.reduce.Fold;
import dev.annals.reduce.ReduceException;
import dev.annals.reduce.SnapshotRule;
import dev.annals.reduce.State;
import dev.annals.reduce.TypedState;
import dev.annals.store.CassandraSettings;
import dev.annals.store.CassandraStore;
import dev.annals.store.cql.StoreListener;
import dev.annals.store.load.Loader;
import dev.annals.upcast.UpcastChain;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/**
 * An application's way to a store, without waiting. Stages complete on threads of the store or of
 * this client, which must not be blocked; they fail with {@link
 * dev.annals.model.store.StoreException}, those of calls with a {@link Fold} with {@link
 * ReduceException}, too. Stages that follow see both as the cause of a {@code CompletionException}.
 * Thread-safe.
 */
public final class AsyncAnnalsClient implements AutoCloseable {
  private final EventStore store;
  private final Snapshots snapshots;
  private final ExecutorService folding;
  private final Loader loader;
  private final SnapshotWriting writing;

  private AsyncAnnalsClient(EventStore store, Snapshots snapshots) {
    this.store = store;
    this.snapshots = snapshots;
    this.folding = FoldingThreads.start();
    this.loader = new Loader(store, snapshots, folding);
    this.writing = new SnapshotWriting(store, snapshots, Clock.systemUTC());
  }

  /**
   * Opens a store in Cassandra, as soon as it can be reached.
   *
   * @return fails as {@link CassandraStore#open} does; cancelling it ends the attempts
   */
  public static CompletableFuture<AsyncAnnalsClient> open(CassandraSettings settings) {
    CompletableFuture<CassandraStore> store = CassandraStore.open(settings, StoreListener.NONE);
    CompletableFuture<AsyncAnnalsClient> client =
        store.thenApply(opened -> of(opened, opened.snapshots()));
    client.whenComplete(
        (opened, fault) -> {
          if (client.isCancelled() && !store.cancel(true)) {
            store.thenAccept(CassandraStore::close);
          }
        });
    return client;
  }

  /**
   * A client of a store that is open, which is closed with it: such as one in memory, for tests.
   */
  public static AsyncAnnalsClient of(EventStore store, Snapshots snapshots) {
    return new AsyncAnnalsClient(store, snapshots);
  }

  /** The last version of a stream; 0 if it has no event. */
  public CompletionStage<Long> head(StreamId stream) {
    return store.head(stream);
  }

  /** Whether a stream has an event. One that was closed or truncated has. */
  public CompletionStage<Boolean> exists(StreamId stream) {
    return head(stream).thenApply(head -> head > 0);
  }

  /** The version a stream was at, at a time; see {@link EventStore#versionAt}. */
  public CompletionStage<Long> versionAt(StreamId stream, Instant time) {
    return store.versionAt(stream, time);
  }

  /**
   * Reads some of the versions.
   *
   * @param limit how many at most, from 1
   * @return the events in the order asked for; where to go on, if some of these versions are left;
   *     and where the stream starts, which versions are not read from below
   */
  public CompletionStage<EventPage> read(StreamId stream, Versions versions, int limit) {
    ReadRequest request =
        new ReadRequest(stream, versions.begin(), !versions.newestFirst(), versions.atMost(limit));
    return store.read(request).thenApply(page -> within(versions, page));
  }

  private static EventPage within(Versions versions, EventPage page) {
    List<RecordedEvent> events =
        page.events().stream().filter(event -> versions.has(event.version())).toList();
    boolean goesOn = page.next().isPresent() && versions.has(page.next().getAsLong());
    return new EventPage(events, goesOn ? page.next() : OptionalLong.empty(), page.startsAt());
  }

  /** The state of a stream; see {@link Loader#load}. */
  public CompletionStage<State> load(StreamId stream, Fold fold) {
    return loader.load(stream, fold);
  }

  /** The state of a stream as a record; fails with {@link ReduceException} if it is none. */
  public <S> CompletionStage<TypedState<S>> load(StreamId stream, Fold fold, Class<S> type) {
    return load(stream, fold).thenCompose(state -> typed(state, type));
  }

  /** The state as it was at a version; see {@link Loader#loadAt(StreamId, long, Fold)}. */
  public CompletionStage<State> loadAt(StreamId stream, long version, Fold fold) {
    return loader.loadAt(stream, version, fold);
  }

  /** The state as it was at a time; see {@link Loader#loadAt(StreamId, Instant, Fold)}. */
  public CompletionStage<State> loadAt(StreamId stream, Instant time, Fold fold) {
    return loader.loadAt(stream, time, fold);
  }

  private static <S> CompletionStage<TypedState<S>> typed(State state, Class<S> type) {
    try {
      return CompletableFuture.completedStage(TypedState.of(state, type));
    } catch (ReduceException reason) {
      return CompletableFuture.failedStage(reason);
    }
  }

  /**
   * Lists streams of one entity type.
   *
   * @param range the part of the ring to list; to go on, one {@link TokenRange#after} the last
   *     token of the page before
   * @param scanned how many streams of any type to look at, about
   * @return those of the type among them: none, maybe, though the range is not listed to its end
   */
  public CompletionStage<StreamPage> streams(String entityType, TokenRange range, int scanned) {
    return store
        .streams(range, scanned)
        .thenApply(
            page ->
                new StreamPage(
                    page.streams().stream()
                        .filter(stream -> stream.entityType().equals(entityType))
                        .toList(),
                    page.lastToken(),
                    page.finished()));
  }

  /**
   * Keeps a state that the application made by its own code; the two newest of a stream and a
   * reducer stay.
   *
   * @param reducer a name and a fingerprint of the application's choice: it changes the fingerprint
   *     with the code, and what the code before made is not found any more. The name is its own: no
   *     reducer in rules of snapshots may have it, for that would remove what is of another
   * @param version of the last event that went into it
   * @param state in any form
   */
  public CompletionStage<SnapshotOutcome> writeSnapshot(
      StreamId stream, ReducerId reducer, long version, Bytes state) {
    return writing.write(stream, reducer, version, state);
  }

  /**
   * The newest snapshot by a reducer, such as one of the application's own. Whoever goes on from it
   * reads from its own version on, and begins anew if that event is not there: a backup that was
   * restored may have snapshots newer than its events.
   */
  public CompletionStage<Optional<Snapshot>> newestSnapshot(StreamId stream, ReducerId reducer) {
    return snapshots.newest(stream, reducer, Long.MAX_VALUE);
  }

  /**
   * Loads a stream, and keeps its state: refused if it has no event, or too large a state. Older
   * ones stay until the sink or a {@link #rebuild} removes what is beyond its rule's {@code keep}.
   */
  public CompletionStage<SnapshotOutcome> takeSnapshot(StreamId stream, Fold fold) {
    return load(stream, fold)
        .thenCompose(
            state -> {
              if (state.version() == 0) {
                return SnapshotWriting.refused(stream + " has no event to take a snapshot of");
              }
              try {
                return writing.write(fold.snapshot(state, Instant.now()));
              } catch (ReduceException reason) {
                return SnapshotWriting.refused(String.valueOf(reason.getMessage()));
              }
            });
  }

  /**
   * Begins to take the snapshots of all streams of a rule's entity type: at the last multiple of
   * its {@code every}, where the sink takes them, too. Then it removes what is beyond its {@code
   * keep}, and what the reducer made before it was changed.
   *
   * @param chain how events of old shapes are shown to the reducer
   * @param range {@link TokenRange#ALL}, or the {@link RebuildProgress#rest} of an earlier one
   * @param concurrency how many streams at the same time, from 1
   */
  public Rebuild rebuild(SnapshotRule rule, UpcastChain chain, TokenRange range, int concurrency) {
    Fold fold = new Fold(rule.reducer(), chain);
    RebuildStream each = new RebuildStream(store, snapshots, loader, rule, fold);
    return new Rebuild(store, each, range, Rebuild.PAGE, concurrency, folding).start();
  }

  /**
   * Takes the oldest events of a stream away, as {@link EventStore#truncate} does. Refused where
   * the reducer has no snapshot that can be read at this version or above: without one, nobody
   * could tell the state any more.
   *
   * @param before the version to start at
   */
  public CompletionStage<Truncation> truncate(StreamId stream, long before, Fold fold) {
    return new SafeTruncation(store, snapshots)
        .run(stream, before, fold.id(), snapshot -> SafeTruncation.isReadable(fold, snapshot));
  }

  /** Likewise, going by the snapshots that the application writes itself. */
  public CompletionStage<Truncation> truncate(StreamId stream, long before, ReducerId reducer) {
    return new SafeTruncation(store, snapshots).run(stream, before, reducer, snapshot -> true);
  }

  /**
   * Closes a stream by an event of type {@link NewEvent#CLOSE}: later appends are rejected.
   *
   * <p>Only the stream is written to. What an application appends by itself is not in the log, so
   * no source publishes it, and no progress is kept for it; a replay publishes it, as all that is
   * in streams. Until applications can append for others to see, they send to the sink's topic: an
   * event of this type closes its stream, too.
   *
   * @param id of the event: with the same one, closing again is a duplicate
   * @param at a source of the application's own, which no sink has, and a position in it that grows
   *     with each call for this stream
   */
  public CompletionStage<Outcome> closeStream(
      StreamId stream, ExpectedVersion expected, EventId id, SourcePosition at) {
    NewEvent last = NewEvent.of(id, NewEvent.CLOSE, null);
    return store
        .append(List.of(new AppendRequest(stream, List.of(last), expected, OnConflict.REJECT, at)))
        .thenApply(outcomes -> outcomes.get(0));
  }

  /** Closes the store, too: calls under way fail. */
  @Override
  public void close() {
    store.close();
    folding.shutdown();
  }
}
