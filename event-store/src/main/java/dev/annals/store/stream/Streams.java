package dev.annals.store.stream;

import dev.annals.model.AppendRequest;
import dev.annals.model.Outcome;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.StoreException;
import dev.annals.model.store.StreamPage;
import dev.annals.model.store.TokenRange;
import dev.annals.model.store.Truncation;
import dev.annals.store.cql.Cql;
import dev.annals.store.schema.SchemaFile;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The streams of one keyspace. Thread-safe. */
public final class Streams {
  private final Parts parts;
  private final SelectStreams selectStreams;
  private final StreamTruncation truncation;
  private final StreamTimes times;
  private final InFlight inFlight;

  /** What one append needs. */
  record Parts(
      AppendBatch batch,
      StreamLoader loader,
      StreamReader reader,
      BucketHint hint,
      PastOutcome past,
      StreamCache cache,
      NewStreams newStreams,
      AppendLimits limits,
      Clock clock) {}

  private Streams(
      Parts parts,
      SelectStreams selectStreams,
      StreamTruncation truncation,
      StreamTimes times,
      InFlight inFlight) {
    this.parts = parts;
    this.truncation = truncation;
    this.times = times;
    this.selectStreams = selectStreams;
    this.inFlight = inFlight;
  }

  /** The statements that create the tables of this package. */
  public static List<String> schema() {
    return List.of(
        SchemaFile.read(Streams.class, "events.cql", Map.of()),
        SchemaFile.read(Streams.class, "streams.cql", Map.of()));
  }

  /**
   * Prepares the statements of this package.
   *
   * @param refusals where the outcomes of requests are that were processed before
   * @param maxInFlight how many appends are under way at once
   * @param cacheMaxEvents how many events the remembered streams may have
   * @param clock gives the append time
   */
  public static CompletionStage<Streams> open(
      Cql cql,
      AppendLimits limits,
      RefusalLookup refusals,
      int maxInFlight,
      long cacheMaxEvents,
      Clock clock) {
    CompletionStage<StreamLoader> loader =
        SelectBucket.prepare(cql)
            .thenCombine(
                BucketHint.prepare(cql), (select, hint) -> new StreamLoader(select, hint, limits));
    CompletionStage<StreamReader> reader =
        SelectEvents.prepare(cql)
            .thenCombine(
                loader, (select, load) -> new StreamReader(select, load, limits.bucketSize()));
    CompletionStage<PastOutcome> past =
        SelectOrigins.prepare(cql)
            .thenCombine(
                reader, (origins, read) -> new PastOutcome(origins, read, refusals, limits));
    CompletionStage<StreamTruncation> truncation =
        TruncateBucket.prepare(cql)
            .thenCombine(loader, (truncate, load) -> new StreamTruncation(load, truncate, limits));
    CompletionStage<StreamTimes> times =
        SelectTimes.prepare(cql)
            .thenCombine(
                loader, (select, load) -> new StreamTimes(select, load, limits.bucketSize()));
    StreamCache cache = new StreamCache(cacheMaxEvents);
    return AppendBatch.prepare(cql)
        .thenCompose(
            batch ->
                BucketHint.prepare(cql)
                    .thenCompose(
                        hint ->
                            past.thenCombine(
                                reader,
                                (pastOutcome, read) ->
                                    new Parts(
                                        batch,
                                        loader.toCompletableFuture().join(),
                                        read,
                                        hint,
                                        pastOutcome,
                                        cache,
                                        new NewStreams(),
                                        limits,
                                        clock))))
        .thenCombine(truncation, (parts, ready) -> parts)
        .thenCombine(times, (parts, ready) -> parts)
        .thenCombine(
            SelectStreams.prepare(cql),
            (parts, select) ->
                new Streams(
                    parts,
                    select,
                    truncation.toCompletableFuture().join(),
                    times.toCompletableFuture().join(),
                    new InFlight(maxInFlight)));
  }

  /** See {@link dev.annals.model.store.EventStore#append}. */
  public CompletionStage<List<Outcome>> append(List<AppendRequest> requests) {
    if (requests.isEmpty()) {
      throw new IllegalArgumentException("no request to append");
    }
    List<AppendRequest> all = List.copyOf(requests);
    return inFlight.run(() -> sorted(new StreamAppend(parts, all).run()));
  }

  /** See {@link dev.annals.model.store.EventStore#head}. */
  public CompletionStage<Long> head(StreamId stream) {
    return sorted(parts.loader().newestBucket(stream).thenApply(Bucket::head));
  }

  /** See {@link dev.annals.model.store.EventStore#read}. */
  public CompletionStage<EventPage> read(ReadRequest request) {
    return sorted(parts.reader().read(request));
  }

  /** See {@link dev.annals.model.store.EventStore#tail}. */
  public CompletionStage<EventPage> tail(StreamId stream, long from, int limit) {
    return sorted(parts.reader().tail(stream, from, limit));
  }

  /** See {@link dev.annals.model.store.EventStore#versionAt}. */
  public CompletionStage<Long> versionAt(StreamId stream, Instant time) {
    return sorted(times.versionAt(stream, time));
  }

  /** See {@link dev.annals.model.store.EventStore#truncate}. */
  public CompletionStage<Truncation> truncate(StreamId stream, long before) {
    return sorted(truncation.run(stream, before));
  }

  /** See {@link dev.annals.model.store.EventStore#streams}. */
  public CompletionStage<StreamPage> streams(TokenRange range, int limit) {
    return sorted(selectStreams.list(range, limit));
  }

  /** Whatever goes wrong between the answers of Cassandra is a fault of the store as well. */
  private static <T> CompletionStage<T> sorted(CompletionStage<T> stage) {
    return stage.exceptionally(
        thrown -> {
          Throwable fault = thrown instanceof CompletionException ? thrown.getCause() : thrown;
          if (fault instanceof StoreException known) {
            throw known;
          }
          throw new StoreException("an answer of Cassandra was not understood: " + fault, thrown);
        });
  }
}
