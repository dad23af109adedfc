package dev.annals.store.log;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.store.cql.Cql;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Gathers what all pages of an answer hold. */
final class Rows {
  private Rows() {}

  /** Each row as {@code read} makes it, in order; a fault it throws fails the stage. */
  static <T> CompletionStage<List<T>> all(
      Cql cql, CompletionStage<AsyncResultSet> firstPage, Function<Row, T> read) {
    List<T> gathered = new ArrayList<>();
    return firstPage.thenCompose(page -> gather(cql, page, read, gathered));
  }

  private static <T> CompletionStage<List<T>> gather(
      Cql cql, AsyncResultSet page, Function<Row, T> read, List<T> gathered) {
    for (Row row : page.currentPage()) {
      gathered.add(read.apply(row));
    }
    return page.hasMorePages()
        ? cql.nextPage(page).thenCompose(next -> gather(cql, next, read, gathered))
        : CompletableFuture.completedStage(gathered);
  }
}
