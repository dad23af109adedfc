package dev.annals.store.stream;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.store.cql.Cql;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Walks the pages of an answer without blocking. */
final class Pages {
  private Pages() {}

  /** Hands every row over, then completes. */
  static CompletionStage<Void> forEach(
      Cql cql, CompletionStage<AsyncResultSet> answer, Consumer<Row> consumer) {
    return whileTrue(
            cql,
            answer,
            row -> {
              consumer.accept(row);
              return true;
            })
        .thenApply(finished -> null);
  }

  /**
   * Hands rows over until one is answered with false.
   *
   * @return whether all rows were handed over
   */
  static CompletionStage<Boolean> whileTrue(
      Cql cql, CompletionStage<AsyncResultSet> answer, Predicate<Row> consumer) {
    return answer.thenCompose(
        page -> {
          for (Row row : page.currentPage()) {
            if (!consumer.test(row)) {
              return CompletableFuture.completedStage(false);
            }
          }
          return page.hasMorePages()
              ? whileTrue(cql, cql.nextPage(page), consumer)
              : CompletableFuture.completedStage(true);
        });
  }
}
