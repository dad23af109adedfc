package dev.annals.store.client;

import static dev.annals.store.client.Waiting.forAnswer;
import static dev.annals.store.client.Waiting.forState;

import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.Outcome;
import dev.annals.model.RecordedEvent;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.EventStore;
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
import dev.annals.upcast.UpcastChain;
import java.time.Instant;
import java.util.Optional;

/**
 * An application's way to a store: each call waits for its answer, as long as the store cannot be
 * reached. Thread-safe.
 *
 * <p>Throws {@link dev.annals.model.store.StoreException}, and where something is folded {@link
 * ReduceException}. A thread that is interrupted while it waits gets {@link
 * dev.annals.model.store.StoreException.Interrupted}, and stays interrupted. Not to be called where
 * a stage of {@link #async()} completes.
 */
public final class AnnalsClient implements AutoCloseable {
  private final AsyncAnnalsClient async;

  private AnnalsClient(AsyncAnnalsClient async) {
    this.async = async;
  }

  /** Opens a store in Cassandra; waits until it can be reached. */
  public static AnnalsClient open(CassandraSettings settings) {
    var opening = AsyncAnnalsClient.open(settings);
    try {
      return new AnnalsClient(forAnswer(opening));
    } finally {
      opening.cancel(true); // of effect only for who was interrupted
    }
  }

  /**
   * A client of a store that is open, which is closed with it: such as one in memory, for tests.
   */
  public static AnnalsClient of(EventStore store, Snapshots snapshots) {
    return new AnnalsClient(AsyncAnnalsClient.of(store, snapshots));
  }

  /** The same client, without waiting; closed with this one. */
  public AsyncAnnalsClient async() {
    return async;
  }

  /** The last version of a stream; 0 if it has no event. */
  public long head(StreamId stream) {
    return forAnswer(async.head(stream));
  }

  /** Whether a stream has an event. One that was closed or truncated has. */
  public boolean exists(StreamId stream) {
    return forAnswer(async.exists(stream));
  }

  /** The version a stream was at, at a time; see {@link EventStore#versionAt}. */
  public long versionAt(StreamId stream, Instant time) {
    return forAnswer(async.versionAt(stream, time));
  }

  /** Some events and where to go on; see {@link AsyncAnnalsClient#read}. */
  public EventPage read(StreamId stream, Versions versions, int limit) {
    return forAnswer(async.read(stream, versions, limit));
  }

  /** All events of a stream; see {@link #events(StreamId, Versions)}. */
  public Iterable<RecordedEvent> events(StreamId stream) {
    return events(stream, Versions.ALL);
  }

  /**
   * Events of a stream, read as they are iterated over, some hundred at a time. Versions have no
   * hole; of a truncated stream they begin where it starts. A truncation that takes away what was
   * not read yet ends the iteration with {@link dev.annals.model.store.StoreException.Removed}.
   */
  public Iterable<RecordedEvent> events(StreamId stream, Versions versions) {
    return () -> new LazyPages<>(() -> LazyEvents.page(async, stream, versions));
  }

  /** The events that a stream had at a time; see {@link #versionAt}, which is asked each time. */
  public Iterable<RecordedEvent> events(StreamId stream, Instant time) {
    return () -> new LazyPages<>(() -> LazyEvents.page(async, stream, versionAt(stream, time)));
  }

  /** The state of a stream: a snapshot and what happened since, or all of it. */
  public State load(StreamId stream, Fold fold) throws ReduceException {
    return forState(async.load(stream, fold));
  }

  /** The state of a stream as a record, say; see {@link TypedState#of}. */
  public <S> TypedState<S> load(StreamId stream, Fold fold, Class<S> type) throws ReduceException {
    return forState(async.load(stream, fold, type));
  }

  /**
   * The state as it was at a version; of a stream that is not that long the state at its end.
   *
   * @param version from 1, else {@link IllegalArgumentException}
   */
  public State loadAt(StreamId stream, long version, Fold fold) throws ReduceException {
    return forState(async.loadAt(stream, version, fold));
  }

  /** The state as it was at a time; before the first event the one at version 0. */
  public State loadAt(StreamId stream, Instant time, Fold fold) throws ReduceException {
    return forState(async.loadAt(stream, time, fold));
  }

  /** All streams of one entity type, in no order, looked for as they are iterated over. */
  public Iterable<StreamId> streams(String entityType) {
    return () -> new LazyPages<>(() -> LazyStreams.page(async, entityType, TokenRange.ALL));
  }

  /** Some streams of one entity type, and where to go on; see {@link AsyncAnnalsClient#streams}. */
  public StreamPage streams(String entityType, TokenRange range, int scanned) {
    return forAnswer(async.streams(entityType, range, scanned));
  }

  /** Keeps a state of the application's own; see {@link AsyncAnnalsClient#writeSnapshot}. */
  public SnapshotOutcome writeSnapshot(
      StreamId stream, ReducerId reducer, long version, Bytes state) {
    return forAnswer(async.writeSnapshot(stream, reducer, version, state));
  }

  /** The newest snapshot by a reducer; see {@link AsyncAnnalsClient#newestSnapshot}. */
  public Optional<Snapshot> newestSnapshot(StreamId stream, ReducerId reducer) {
    return forAnswer(async.newestSnapshot(stream, reducer));
  }

  /** Loads a stream, and keeps its state. */
  public SnapshotOutcome takeSnapshot(StreamId stream, Fold fold) throws ReduceException {
    return forState(async.takeSnapshot(stream, fold));
  }

  /**
   * Begins to take the snapshots of all streams of an entity type, and does not wait for the end,
   * for which {@link Rebuild#await} does; see {@link AsyncAnnalsClient#rebuild}.
   */
  public Rebuild rebuild(SnapshotRule rule, UpcastChain chain, TokenRange range, int concurrency) {
    return async.rebuild(rule, chain, range, concurrency);
  }

  /** Takes the oldest events away; see {@link AsyncAnnalsClient#truncate}. */
  public Truncation truncate(StreamId stream, long before, Fold fold) {
    return forAnswer(async.truncate(stream, before, fold));
  }

  /** Likewise, going by the snapshots that the application writes itself. */
  public Truncation truncate(StreamId stream, long before, ReducerId reducer) {
    return forAnswer(async.truncate(stream, before, reducer));
  }

  /** Closes a stream; what this does not do, {@link AsyncAnnalsClient#closeStream} says. */
  public Outcome closeStream(
      StreamId stream, ExpectedVersion expected, EventId id, SourcePosition at) {
    return forAnswer(async.closeStream(stream, expected, id, at));
  }

  /** Closes the store, too: calls under way fail. */
  @Override
  public void close() {
    async.close();
  }
}
