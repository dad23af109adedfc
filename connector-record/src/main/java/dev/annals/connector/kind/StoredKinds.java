package dev.annals.connector.kind;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.annals.model.store.Schemas;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The kinds of a store, read once each, as long as they are needed (BOUNDED). Thread-safe. */
public final class StoredKinds {
  private static final int MAX_REMEMBERED = 1_000;

  private final Schemas schemas;
  private final Cache<String, Kind> known =
      Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).executor(Runnable::run).build();

  /** Reads kinds from this store. */
  public StoredKinds(Schemas schemas) {
    this.schemas = schemas;
  }

  /** The kind with this id; fails with {@link Misfit} where what is stored is none. */
  public CompletionStage<Optional<Kind>> find(String id) {
    Kind kind = known.getIfPresent(id);
    if (kind != null) {
      return CompletableFuture.completedStage(Optional.of(kind));
    }
    return schemas
        .find(id)
        .thenApply(
            stored -> {
              Optional<Kind> read = stored.map(Kind::read);
              read.ifPresent(one -> known.put(id, one));
              return read;
            });
  }
}
