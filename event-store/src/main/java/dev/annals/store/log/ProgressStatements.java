package dev.annals.store.log;

import dev.annals.store.cql.Cql;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The statements on {@code progress}. */
record ProgressStatements(
    InsertProgress insert, SelectProgress select, SelectSourceNames sourceNames) {
  static CompletionStage<ProgressStatements> prepare(Cql cql) {
    CompletableFuture<InsertProgress> insert = InsertProgress.prepare(cql).toCompletableFuture();
    CompletableFuture<SelectProgress> select = SelectProgress.prepare(cql).toCompletableFuture();
    CompletableFuture<SelectSourceNames> names =
        SelectSourceNames.prepare(cql).toCompletableFuture();
    return CompletableFuture.allOf(insert, select, names)
        .thenApply(all -> new ProgressStatements(insert.join(), select.join(), names.join()));
  }
}
