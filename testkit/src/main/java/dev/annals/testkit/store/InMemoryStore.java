package dev.annals.testkit.store;

import dev.annals.model.AppendRequest;
import dev.annals.model.Outcome;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.Schemas;
import dev.annals.model.store.Segment;
import dev.annals.model.store.Snapshots;
import dev.annals.model.store.StoreSettings;
import dev.annals.model.store.StreamPage;
import dev.annals.model.store.TokenRange;
import dev.annals.model.store.Truncation;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A store in memory that keeps the contract of a real one: futures complete on a thread of the
 * store, appends are conditional transactions on buckets, state is rebuilt from rows for each.
 *
 * <p>An object is one client. {@link #anotherClient()} gives a second one to the same tables, as a
 * restarted or a rival task would have; closing a client leaves tables and other clients alone.
 * Thread-safe.
 */
public final class InMemoryStore implements EventStore {
  private final Tables tables;
  private final Clock clock;
  private final AppendLimits limits;
  private final StoreSettings settings;
  private final ClientThread thread;
  private final Appends appends;
  private final InMemoryLog log;
  private final InMemorySchemas schemas;
  private final InMemorySnapshots snapshots;
  private final Set<StreamId> appending = ConcurrentHashMap.newKeySet();

  /** An empty store with the clock of this machine. */
  public InMemoryStore(AppendLimits limits, int shards) {
    this(limits, shards, Clock.systemUTC());
  }

  /**
   * An empty store.
   *
   * @param limits bucket size and dedupe window
   * @param shards slices of the log
   * @param clock gives the append time
   */
  public InMemoryStore(AppendLimits limits, int shards, Clock clock) {
    this(
        new Tables(),
        limits,
        new StoreSettings(UUID.randomUUID(), limits.bucketSize(), shards),
        clock);
  }

  private InMemoryStore(Tables tables, AppendLimits limits, StoreSettings settings, Clock clock) {
    this.tables = tables;
    this.limits = limits;
    this.settings = settings;
    this.clock = clock;
    this.thread = new ClientThread(tables.reachability);
    this.appends = new Appends(tables, limits, clock, thread);
    this.log = new InMemoryLog(tables, thread);
    this.schemas = new InMemorySchemas(tables.schemas, thread);
    this.snapshots = new InMemorySnapshots(tables.snapshots, thread);
  }

  /** A further client of the same tables: for a restarted task, or a rival. */
  public InMemoryStore anotherClient() {
    return new InMemoryStore(tables, limits, settings, clock);
  }

  /** The log beside the streams; closed with this client. */
  public OutcomeLog log() {
    return log;
  }

  /** The schemas beside the streams; closed with this client. */
  public Schemas schemas() {
    return schemas;
  }

  /** The snapshots beside the streams; closed with this client. */
  public Snapshots snapshots() {
    return snapshots;
  }

  @Override
  public StoreSettings settings() {
    return settings;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the stream's previous append through this client is under way
   */
  @Override
  public CompletionStage<List<Outcome>> append(List<AppendRequest> requests) {
    StreamId stream = requests.get(0).stream();
    if (!appending.add(stream)) {
      throw new IllegalStateException(
          "an append to %s while another is under way: await it, or use anotherClient()"
              .formatted(stream));
    }
    return thread.call(() -> appends.append(stream, requests), () -> appending.remove(stream));
  }

  @Override
  public CompletionStage<Long> head(StreamId stream) {
    return thread.call(() -> tables.onStream(stream, StoredStream::head));
  }

  @Override
  public CompletionStage<EventPage> read(ReadRequest request) {
    return thread.call(() -> tables.onStream(request.stream(), stream -> stream.read(request)));
  }

  @Override
  public CompletionStage<Truncation> truncate(StreamId stream, long before) {
    return thread.call(
        () -> tables.onStream(stream, rows -> rows.truncate(before, limits.dedupeWindow())));
  }

  @Override
  public CompletionStage<StreamPage> streams(TokenRange range, int limit) {
    return thread.call(() -> tables.streams(range, limit));
  }

  /** From now on no client reaches the tables: calls wait, as they do for a real store. */
  public void disconnect() {
    tables.reachability.set(false);
  }

  /** Ends {@link #disconnect()}: calls that waited go on. */
  public void reconnect() {
    tables.reachability.set(true);
  }

  /** Drops the segments of the log that fit, as if their time to live had passed. */
  public void expire(Predicate<Segment> segments) {
    tables.expire(segments);
  }

  /** Loses a schema, as a table that was restored from an older backup would. */
  public void forgetSchema(String id) {
    tables.schemas.forget(id);
  }

  /** Closes a stream, as an operator would: every append to it is rejected from now on. */
  public void closeStream(StreamId stream) {
    tables.onStream(
        stream,
        rows -> {
          rows.close();
          return stream;
        });
  }

  @Override
  public void close() {
    thread.close();
  }
}
