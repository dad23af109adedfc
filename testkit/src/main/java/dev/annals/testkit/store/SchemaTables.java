package dev.annals.testkit.store;

import dev.annals.model.store.SchemaUse;
import dev.annals.model.store.StoredSchema;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The schemas that the clients of one store share. Every method is one atomic step. */
final class SchemaTables {
  private static final Comparator<Map.Entry<SchemaUse, Instant>> AGE =
      Comparator.<Map.Entry<SchemaUse, Instant>>comparingInt(use -> use.getKey().schemaVersion())
          .thenComparing(Map.Entry::getValue)
          .thenComparing(use -> use.getKey().schemaId());

  private final Map<String, StoredSchema> schemas = new HashMap<>();
  private final Map<SchemaUse, Instant> uses = new HashMap<>();

  synchronized void write(StoredSchema schema) {
    schemas.put(schema.id(), schema);
  }

  synchronized @Nullable StoredSchema find(String id) {
    return schemas.get(id);
  }

  synchronized void write(SchemaUse use, Instant seen) {
    uses.merge(use, seen, (one, other) -> one.isBefore(other) ? one : other);
  }

  synchronized Optional<SchemaUse> newest(String entityType, String eventType, int atMost) {
    return uses.entrySet().stream()
        .filter(
            use ->
                use.getKey().entityType().equals(entityType)
                    && use.getKey().eventType().equals(eventType)
                    && use.getKey().schemaVersion() <= atMost)
        .max(AGE)
        .map(Map.Entry::getKey);
  }

  synchronized void forget(String id) {
    schemas.remove(id);
  }
}
