package dev.annals.connector.record;

import dev.annals.connector.kind.Kept;
import dev.annals.model.NewEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.SchemaUse;
import dev.annals.model.store.StoredSchema;
import java.util.HashSet;
import java.util.Set;

/** Collects what has to be stored before the events of one record. */
final class Needs {
  private final Set<StoredSchema> schemas = new HashSet<>();
  private final Set<SchemaUse> uses = new HashSet<>();

  /** An event needs the schemas of its payload and of its key, where they have one. */
  void add(StreamId stream, NewEvent event, Kept payload, Kept key) {
    StoredSchema ofPayload = payload.schema();
    if (ofPayload != null) {
      schemas.add(ofPayload);
      if (payload.isStruct()) {
        uses.add(
            new SchemaUse(
                stream.entityType(), event.type(), event.schemaVersion(), ofPayload.id()));
      }
    }
    if (key.schema() != null) {
      schemas.add(key.schema());
    }
  }

  NeededSchemas all() {
    return schemas.isEmpty() ? NeededSchemas.NONE : new NeededSchemas(schemas, uses);
  }
}
