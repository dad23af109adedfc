package dev.annals.store;

import dev.annals.model.AppendRequest;
import dev.annals.model.Outcome;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.Schemas;
import dev.annals.model.store.Snapshots;
import dev.annals.model.store.StoreSettings;
import dev.annals.model.store.StreamPage;
import dev.annals.model.store.TokenRange;
import dev.annals.model.store.Truncation;
import dev.annals.store.cql.Cql;
import dev.annals.store.cql.StoreListener;
import dev.annals.store.log.CassandraOutcomeLog;
import dev.annals.store.payload.CassandraSchemas;
import dev.annals.store.schema.StoreSchema;
import dev.annals.store.snapshot.CassandraSnapshots;
import dev.annals.store.stream.Streams;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A store of events in one keyspace of Cassandra. Thread-safe; stages complete on its own threads.
 */
public final class CassandraStore implements EventStore {
  private final Cql cql;
  private final StoreSettings settings;
  private final CassandraOutcomeLog log;
  private final CassandraSchemas schemas;
  private final CassandraSnapshots snapshots;
  private final Streams streams;

  private CassandraStore(
      Cql cql,
      StoreSettings settings,
      CassandraOutcomeLog log,
      CassandraSchemas schemas,
      CassandraSnapshots snapshots,
      Streams streams) {
    this.cql = cql;
    this.settings = settings;
    this.log = log;
    this.schemas = schemas;
    this.snapshots = snapshots;
    this.streams = streams;
  }

  /**
   * Opens the store, as soon as Cassandra can be reached, creating its tables where the settings
   * allow.
   *
   * @return fails with a {@link dev.annals.model.store.StoreException} that says what to do for
   *     wrong credentials, a missing keyspace, a cluster that is too old, or settings that are not
   *     the store's. Cancelling it ends the attempts.
   */
  public static CompletableFuture<CassandraStore> open(
      CassandraSettings settings, StoreListener listener) {
    return open(settings, listener, Clock.systemUTC());
  }

  /** Opens the store with a clock of one's own. */
  static CompletableFuture<CassandraStore> open(
      CassandraSettings settings, StoreListener listener, Clock clock) {
    CompletableFuture<Cql> session = Cql.open(settings.cluster(), listener).toCompletableFuture();
    CompletableFuture<CassandraStore> opened =
        session.thenCompose(
            cql ->
                CompletableFuture.completedStage(cql)
                    .thenCompose(ready -> open(ready, settings, clock))
                    .whenComplete(
                        (store, fault) -> {
                          if (fault != null) {
                            cql.close();
                          }
                        }));
    opened.whenComplete(
        (store, fault) -> {
          if (opened.isCancelled() && !session.cancel(true)) {
            session.thenAccept(Cql::close);
          }
        });
    return opened;
  }

  private static CompletionStage<CassandraStore> open(
      Cql cql, CassandraSettings settings, Clock clock) {
    List<String> tables = new ArrayList<>(Streams.schema());
    tables.addAll(CassandraOutcomeLog.schema(settings.schema().logRetention()));
    tables.addAll(CassandraSchemas.schema());
    tables.addAll(CassandraSnapshots.schema());
    return new StoreSchema(cql, settings.schema(), tables)
        .check()
        .thenCompose(
            checked ->
                CassandraOutcomeLog.open(
                        cql, settings.schema().logRetention(), settings.schema().refusedRetention())
                    .thenCompose(
                        log ->
                            Streams.open(
                                    cql,
                                    settings.limits(),
                                    log::find,
                                    settings.maxInFlight(),
                                    settings.cacheMaxEvents(),
                                    clock)
                                .thenCompose(streams -> open(cql, checked, log, streams))));
  }

  private static CompletionStage<CassandraStore> open(
      Cql cql, StoreSettings settings, CassandraOutcomeLog log, Streams streams) {
    return CassandraSchemas.open(cql)
        .thenCombine(
            CassandraSnapshots.open(cql),
            (schemas, snapshots) ->
                new CassandraStore(cql, settings, log, schemas, snapshots, streams));
  }

  /** What happened in this store, in the order of the sources. */
  public OutcomeLog log() {
    return log;
  }

  /** What payloads and keys were before they were bytes. */
  public Schemas schemas() {
    return schemas;
  }

  /** What reducers made of streams. */
  public Snapshots snapshots() {
    return snapshots;
  }

  @Override
  public StoreSettings settings() {
    return settings;
  }

  @Override
  public CompletionStage<List<Outcome>> append(List<AppendRequest> requests) {
    return streams.append(requests);
  }

  @Override
  public CompletionStage<Long> head(StreamId stream) {
    return streams.head(stream);
  }

  @Override
  public CompletionStage<EventPage> read(ReadRequest request) {
    return streams.read(request);
  }

  @Override
  public CompletionStage<EventPage> tail(StreamId stream, long from, int limit) {
    return streams.tail(stream, from, limit);
  }

  @Override
  public CompletionStage<Long> versionAt(StreamId stream, Instant time) {
    return streams.versionAt(stream, time);
  }

  @Override
  public CompletionStage<Truncation> truncate(StreamId stream, long before) {
    return streams.truncate(stream, before);
  }

  @Override
  public CompletionStage<StreamPage> streams(TokenRange range, int limit) {
    return streams.streams(range, limit);
  }

  @Override
  public void close() {
    cql.close();
  }
}
