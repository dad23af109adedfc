package dev.annals.store.log;

import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.Refusal;
import dev.annals.store.cql.Cql;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The statements on {@code refused}: transactions and serial reads only. */
record RefusedStatements(
    SelectOwner selectOwner,
    UpdateOwner updateOwner,
    InsertRefused insertRefused,
    SelectRefused selectRefused)
    implements RefusedTable {

  static CompletionStage<RefusedStatements> prepare(Cql cql, Duration retention) {
    int ttlSeconds = LogSchema.timeToLiveSeconds(retention);
    CompletableFuture<SelectOwner> selectOwner = SelectOwner.prepare(cql).toCompletableFuture();
    CompletableFuture<UpdateOwner> updateOwner = UpdateOwner.prepare(cql).toCompletableFuture();
    CompletableFuture<InsertRefused> insert =
        InsertRefused.prepare(cql, ttlSeconds).toCompletableFuture();
    CompletableFuture<SelectRefused> select = SelectRefused.prepare(cql).toCompletableFuture();
    return CompletableFuture.allOf(selectOwner, updateOwner, insert, select)
        .thenApply(
            all ->
                new RefusedStatements(
                    selectOwner.join(), updateOwner.join(), insert.join(), select.join()));
  }

  @Override
  public CompletionStage<Optional<UUID>> owner(Source source, long bucket) {
    return selectOwner.execute(source, bucket);
  }

  @Override
  public CompletionStage<Optional<UUID>> replaceOwner(
      Source source, long bucket, @Nullable UUID present, UUID owner) {
    return updateOwner.execute(source, bucket, present, owner);
  }

  @Override
  public CompletionStage<Insertion> insert(UUID owner, List<Refusal> refusals) {
    return insertRefused.execute(owner, refusals);
  }

  @Override
  public CompletionStage<List<Refusal>> rows(SourcePosition from, long to) {
    return selectRefused.execute(from, to);
  }
}
