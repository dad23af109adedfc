package dev.annals.connector.kind;

import dev.annals.model.Bytes;
import dev.annals.model.store.StoredSchema;
import org.jspecify.annotations.Nullable;

/**
 * A value as it is stored.
 *
 * @param bytes absent where there is no value
 * @param form how the bytes are to be read
 * @param schema its kind, to be stored before the bytes are; absent for bytes that came without a
 *     schema, or with that of {@code ByteArrayConverter}, and for no value without a schema
 * @param isStruct whether its schema is that of a struct
 */
public record Kept(
    @Nullable Bytes bytes, Form form, @Nullable StoredSchema schema, boolean isStruct) {
  /** The id of its kind; absent where it has none. */
  public @Nullable String schemaId() {
    return schema == null ? null : schema.id();
  }
}
