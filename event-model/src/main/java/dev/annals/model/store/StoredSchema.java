package dev.annals.model.store;

/**
 * A description of what a payload or a key was before it was bytes, which never changes.
 *
 * @param id a fingerprint of the text, which {@link dev.annals.model.NewEvent#schemaId} names
 * @param json the description, in the words of the connector that wrote it
 */
public record StoredSchema(String id, String json) {
  /** Checks that both are there, else {@link IllegalArgumentException}. */
  public StoredSchema {
    if (id.isEmpty() || json.isEmpty()) {
      throw new IllegalArgumentException("a schema has an id and a text: '" + id + "'");
    }
  }
}
