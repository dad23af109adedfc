package dev.annals.connector.kind;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.annals.model.store.SchemaUse;
import dev.annals.model.store.Schemas;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The schemas that events get which are published in another shape than they are stored in: a
 * struct gets the newest struct schema of its type, anything else keeps its kind. Remembers for a
 * few seconds what is the newest (BOUNDED). Thread-safe.
 */
public final class NewestSchemas {
  private static final int MAX_REMEMBERED = 1_000;
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  /** A type of events, in a shape. */
  private record Type(String entityType, String eventType, int schemaVersion) {}

  private final Schemas schemas;
  private final StoredKinds kinds;
  private final Cache<Type, SchemaUse> newest =
      Caffeine.newBuilder()
          .maximumSize(MAX_REMEMBERED)
          .expireAfterWrite(REMEMBERED)
          .executor(Runnable::run)
          .build();

  /** Asks this store. */
  public NewestSchemas(Schemas schemas) {
    this.schemas = schemas;
    this.kinds = new StoredKinds(schemas);
  }

  /**
   * The schema of an event in its new shape.
   *
   * @param stored the schema it was stored with
   * @param entityType the type of its entity
   * @param eventType its type in the new shape
   * @param schemaVersion its schema version in the new shape: a schema of a later one does not fit
   * @return empty where the event is a struct, and no event of the new type was stored yet
   */
  public CompletionStage<Optional<String>> of(
      String stored, String entityType, String eventType, int schemaVersion) {
    return kinds
        .find(stored)
        .thenCompose(
            kind ->
                kind.isPresent() && kind.get().isStruct()
                    ? newest(new Type(entityType, eventType, schemaVersion))
                    : CompletableFuture.completedStage(Optional.of(stored)));
  }

  private CompletionStage<Optional<String>> newest(Type type) {
    SchemaUse known = newest.getIfPresent(type);
    if (known != null) {
      return CompletableFuture.completedStage(Optional.of(known.schemaId()));
    }
    return schemas
        .newest(type.entityType(), type.eventType(), type.schemaVersion())
        .thenApply(
            use -> {
              use.ifPresent(one -> newest.put(type, one));
              return use.map(SchemaUse::schemaId);
            });
  }
}
