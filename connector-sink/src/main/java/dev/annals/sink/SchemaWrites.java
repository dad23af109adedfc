package dev.annals.sink;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.annals.connector.record.NeededSchemas;
import dev.annals.model.store.SchemaUse;
import dev.annals.model.store.Schemas;
import dev.annals.model.store.StoredSchema;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes the schemas of events before the events: a schema, then the use that names it, then the
 * append. Each is written once by a task, and again when it was not needed for long (BOUNDED): that
 * changes nothing. Guarded by the task's {@link TaskLoop}.
 */
final class SchemaWrites {
  private static final int MAX_REMEMBERED = 1_000;

  private final Schemas schemas;
  private final InstantSource clock;
  private final Cache<StoredSchema, CompletableFuture<Void>> written = cache();
  private final Cache<SchemaUse, CompletableFuture<Void>> said = cache();

  SchemaWrites(Schemas schemas, InstantSource clock) {
    this.schemas = schemas;
    this.clock = clock;
  }

  private static <K> Cache<K, CompletableFuture<Void>> cache() {
    return Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).executor(Runnable::run).build();
  }

  /** Completes once all of it is stored; fails as the store does. */
  CompletionStage<Void> write(NeededSchemas needed) {
    List<CompletableFuture<Void>> writes = new ArrayList<>();
    for (StoredSchema schema : needed.schemas()) {
      writes.add(written.get(schema, one -> schemas.write(one).toCompletableFuture()));
    }
    CompletableFuture<Void> allSchemas = all(writes);
    List<CompletableFuture<Void>> uses = new ArrayList<>();
    for (SchemaUse use : needed.uses()) {
      uses.add(said.get(use, one -> allSchemas.thenCompose(before -> say(one))));
    }
    return allSchemas.thenCompose(before -> all(uses));
  }

  private CompletionStage<Void> say(SchemaUse use) {
    return schemas.write(use, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private static CompletableFuture<Void> all(List<CompletableFuture<Void>> writes) {
    return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new));
  }
}
