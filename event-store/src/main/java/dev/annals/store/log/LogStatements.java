package dev.annals.store.log;

import dev.annals.store.cql.Cql;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The statements on {@code log}. */
record LogStatements(InsertSegment insert, SelectSegments segments, SelectRanges ranges) {
  static CompletionStage<LogStatements> prepare(Cql cql, Duration retention) {
    int ttlSeconds = LogSchema.timeToLiveSeconds(retention);
    CompletableFuture<InsertSegment> insert =
        InsertSegment.prepare(cql, ttlSeconds).toCompletableFuture();
    CompletableFuture<SelectSegments> segments = SelectSegments.prepare(cql).toCompletableFuture();
    CompletableFuture<SelectRanges> ranges = SelectRanges.prepare(cql).toCompletableFuture();
    return CompletableFuture.allOf(insert, segments, ranges)
        .thenApply(all -> new LogStatements(insert.join(), segments.join(), ranges.join()));
  }
}
