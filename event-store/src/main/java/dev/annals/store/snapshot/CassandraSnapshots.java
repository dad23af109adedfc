package dev.annals.store.snapshot;

import dev.annals.model.StreamId;
import dev.annals.model.store.ReducerId;
import dev.annals.model.store.Snapshot;
import dev.annals.model.store.Snapshots;
import dev.annals.store.cql.Cql;
import dev.annals.store.schema.SchemaFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The snapshots of one keyspace. Remembers nothing. Thread-safe.
 *
 * <p>Deletes carry the time of the client: after {@link #forget} by a client whose clock is ahead,
 * snapshots written before that time are not seen. That costs time, no event and no state.
 */
public final class CassandraSnapshots implements Snapshots {
  private final InsertSnapshot insert;
  private final SelectSnapshot select;
  private final SelectVersions selectVersions;
  private final SelectOldestKept selectOldestKept;
  private final DeleteSnapshotsBelow deleteBelow;
  private final DeleteOtherSnapshots deleteOthers;
  private final DeleteSnapshots delete;

  private CassandraSnapshots(
      InsertSnapshot insert,
      SelectSnapshot select,
      SelectVersions selectVersions,
      SelectOldestKept selectOldestKept,
      DeleteSnapshotsBelow deleteBelow,
      DeleteOtherSnapshots deleteOthers,
      DeleteSnapshots delete) {
    this.insert = insert;
    this.select = select;
    this.selectVersions = selectVersions;
    this.selectOldestKept = selectOldestKept;
    this.deleteBelow = deleteBelow;
    this.deleteOthers = deleteOthers;
    this.delete = delete;
  }

  /** The statements that create the tables. */
  public static List<String> schema() {
    return List.of(SchemaFile.read(CassandraSnapshots.class, "snapshots.cql", Map.of()));
  }

  /** Opens the snapshots of a store whose tables are there. */
  public static CompletionStage<CassandraSnapshots> open(Cql cql) {
    CompletableFuture<InsertSnapshot> insert = InsertSnapshot.prepare(cql).toCompletableFuture();
    CompletableFuture<SelectSnapshot> select = SelectSnapshot.prepare(cql).toCompletableFuture();
    CompletableFuture<SelectVersions> versions = SelectVersions.prepare(cql).toCompletableFuture();
    CompletableFuture<SelectOldestKept> kept = SelectOldestKept.prepare(cql).toCompletableFuture();
    CompletableFuture<DeleteSnapshotsBelow> below =
        DeleteSnapshotsBelow.prepare(cql).toCompletableFuture();
    CompletableFuture<DeleteOtherSnapshots> others =
        DeleteOtherSnapshots.prepare(cql).toCompletableFuture();
    CompletableFuture<DeleteSnapshots> delete = DeleteSnapshots.prepare(cql).toCompletableFuture();
    return CompletableFuture.allOf(insert, select, versions, kept, below, others, delete)
        .thenApply(
            all ->
                new CassandraSnapshots(
                    insert.join(),
                    select.join(),
                    versions.join(),
                    kept.join(),
                    below.join(),
                    others.join(),
                    delete.join()));
  }

  @Override
  public CompletionStage<Void> write(Snapshot snapshot) {
    return insert.execute(snapshot);
  }

  @Override
  public CompletionStage<Optional<Snapshot>> newest(
      StreamId stream, ReducerId reducer, long atMost) {
    SnapshotKey key = new SnapshotKey(stream, reducer);
    return key.fits()
        ? select.execute(key, atMost)
        : CompletableFuture.completedStage(Optional.empty());
  }

  @Override
  public CompletionStage<OptionalLong> newestVersion(StreamId stream, String reducer, long atMost) {
    return isRoomFor(stream, reducer)
        ? selectVersions.newest(stream, reducer, atMost)
        : CompletableFuture.completedStage(OptionalLong.empty());
  }

  @Override
  public CompletionStage<Void> prune(StreamId stream, ReducerId reducer, int keep, long atMost) {
    if (keep < 1) {
      throw new IllegalArgumentException(
          "at least one snapshot is kept, not %d: to remove all, forget them".formatted(keep));
    }
    SnapshotKey key = new SnapshotKey(stream, reducer);
    if (!key.fits()) {
      return CompletableFuture.completedStage(null);
    }
    return selectOldestKept
        .execute(key, keep, atMost)
        .thenCompose(
            oldest ->
                oldest.isPresent()
                    ? deleteBelow.execute(key, oldest.getAsLong())
                    : CompletableFuture.completedStage(null));
  }

  @Override
  public CompletionStage<Void> forgetOthers(StreamId stream, ReducerId reducer) {
    SnapshotKey key = new SnapshotKey(stream, reducer);
    return key.fits() ? deleteOthers.execute(key) : CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Void> forget(StreamId stream, String reducer) {
    return isRoomFor(stream, reducer)
        ? delete.execute(stream, reducer)
        : CompletableFuture.completedStage(null);
  }

  private static boolean isRoomFor(StreamId stream, String reducer) {
    return new ReducerId(reducer, "any").fitsBeside(stream);
  }
}
