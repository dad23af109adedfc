package dev.annals.store.snapshot;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.annals.store.cql.Cql;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Deletes the rows of {@code snapshots} of all definitions but one, by two range tombstones. */
final class DeleteOtherSnapshots {
  private static final String BEFORE = "DELETE FROM snapshots " + range("<");
  private static final String AFTER = "DELETE FROM snapshots " + range(">");

  private final Cql cql;
  private final PreparedStatement before;
  private final PreparedStatement after;

  private DeleteOtherSnapshots(Cql cql, PreparedStatement before, PreparedStatement after) {
    this.cql = cql;
    this.before = before;
    this.after = after;
  }

  private static String range(String than) {
    return SnapshotKey.PARTITION + " AND fingerprint " + than + " :fingerprint";
  }

  static CompletionStage<DeleteOtherSnapshots> prepare(Cql cql) {
    return cql.prepare(BEFORE)
        .thenCombine(
            cql.prepare(AFTER), (before, after) -> new DeleteOtherSnapshots(cql, before, after));
  }

  CompletionStage<Void> execute(SnapshotKey key) {
    return CompletableFuture.allOf(
        cql.write(key.bind(before).build()).toCompletableFuture(),
        cql.write(key.bind(after).build()).toCompletableFuture());
  }
}
