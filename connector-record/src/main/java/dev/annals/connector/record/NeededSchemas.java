package dev.annals.connector.record;

import dev.annals.model.store.SchemaUse;
import dev.annals.model.store.StoredSchema;
import java.util.Set;

/**
 * What has to be stored before the events of a record are, so that no event names a schema that is
 * not there.
 *
 * @param schemas of its key and its value
 * @param uses which events come with a struct
 */
public record NeededSchemas(Set<StoredSchema> schemas, Set<SchemaUse> uses) {
  /** For a record of bytes. */
  public static final NeededSchemas NONE = new NeededSchemas(Set.of(), Set.of());

  /** Copies the sets. */
  public NeededSchemas {
    schemas = Set.copyOf(schemas);
    uses = Set.copyOf(uses);
  }
}
