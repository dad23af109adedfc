package dev.annals.store.log;

import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.HandOver;
import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.Progress;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import dev.annals.model.store.SegmentRange;
import dev.annals.store.cql.Cql;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The log in Cassandra: four tables, drawn in their {@code .cql} files. Refusals and hand-overs of
 * replays are written by transactions, since they must never change; segments and progress by plain
 * writes, since repeating one does no harm. Thread-safe.
 */
public final class CassandraOutcomeLog implements OutcomeLog {
  private final Refusals refusals;
  private final LogStatements log;
  private final ProgressStatements progress;
  private final InsertReplay insertReplay;
  private final SelectReplay selectReplay;

  private CassandraOutcomeLog(
      Refusals refusals,
      LogStatements log,
      ProgressStatements progress,
      InsertReplay insertReplay,
      SelectReplay selectReplay) {
    this.refusals = refusals;
    this.log = log;
    this.progress = progress;
    this.insertReplay = insertReplay;
    this.selectReplay = selectReplay;
  }

  /** The statements that create the tables. */
  public static List<String> schema(Duration logRetention) {
    return LogSchema.createTables(logRetention);
  }

  /**
   * Opens the log of a store whose tables are there.
   *
   * @param logRetention how long what is written to {@code log} is kept
   * @param refusedRetention how long what is written to {@code refused} is kept
   */
  public static CompletionStage<CassandraOutcomeLog> open(
      Cql cql, Duration logRetention, Duration refusedRetention) {
    CompletableFuture<RefusedStatements> refused =
        RefusedStatements.prepare(cql, refusedRetention).toCompletableFuture();
    CompletableFuture<LogStatements> log =
        LogStatements.prepare(cql, logRetention).toCompletableFuture();
    CompletableFuture<ProgressStatements> progress =
        ProgressStatements.prepare(cql).toCompletableFuture();
    CompletableFuture<InsertReplay> replay = InsertReplay.prepare(cql).toCompletableFuture();
    CompletableFuture<SelectReplay> oneReplay = SelectReplay.prepare(cql).toCompletableFuture();
    return CompletableFuture.allOf(refused, log, progress, replay, oneReplay)
        .thenApply(
            all ->
                new CassandraOutcomeLog(
                    new Refusals(refused.join()),
                    log.join(),
                    progress.join(),
                    replay.join(),
                    oneReplay.join()));
  }

  @Override
  public CompletionStage<List<Progress>> progress(String sourceName) {
    return progress.select().execute(sourceName);
  }

  @Override
  public CompletionStage<List<String>> sourceNames() {
    return progress.sourceNames().execute();
  }

  @Override
  public CompletionStage<List<Refusal>> claim(Source source, long bucket, UUID owner, long from) {
    return refusals.claim(source, bucket, owner, from);
  }

  @Override
  public CompletionStage<Refusal> refuse(UUID owner, Refusal refusal) {
    return refusals.refuse(owner, refusal);
  }

  /** At the serial level. */
  @Override
  public CompletionStage<Optional<UUID>> owner(Source source, long bucket) {
    return refusals.owner(source, bucket);
  }

  /** At the serial level. */
  @Override
  public CompletionStage<Optional<Refusal>> find(SourcePosition at) {
    return refusals.find(at);
  }

  @Override
  public CompletionStage<Void> write(Segment segment) {
    return log.insert().execute(segment);
  }

  @Override
  public CompletionStage<Void> write(Progress written) {
    return progress.insert().execute(written);
  }

  @Override
  public CompletionStage<List<Segment>> segments(
      int shard, Source source, long bucket, long firstAtLeast, int limit) {
    return log.segments().execute(shard, source, bucket, firstAtLeast, limit);
  }

  @Override
  public CompletionStage<List<SegmentRange>> ranges(int shard, Source source, long bucket) {
    return log.ranges().execute(shard, source, bucket);
  }

  @Override
  public CompletionStage<HandOver> handOver(HandOver proposed) {
    return insertReplay.execute(proposed);
  }

  @Override
  public CompletionStage<Optional<HandOver>> findHandOver(String replay) {
    return selectReplay.execute(replay);
  }
}
