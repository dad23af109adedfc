package dev.annals.model.store;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The schemas that events came with. Written before the first event that names them, so that no
 * event names one that is not there; a writer that dies in between leaves one that nobody names.
 * Writing again changes nothing. Thread-safe.
 */
public interface Schemas {
  /** Writes a schema. */
  CompletionStage<Void> write(StoredSchema schema);

  /** Reads the schema with this id. */
  CompletionStage<Optional<StoredSchema>> find(String id);

  /**
   * Says that events of a type come with a schema, which is written already.
   *
   * @param seen when, to the millisecond; of several writes the earliest time stays
   */
  CompletionStage<Void> write(SchemaUse use, Instant seen);

  /**
   * The newest schema of an event type: that of the highest schema version; among those of one
   * version, the one whose first event was seen last, and of two in one millisecond the one with
   * the greater id.
   *
   * @param atMost the highest schema version to look at
   */
  CompletionStage<Optional<SchemaUse>> newest(String entityType, String eventType, int atMost);
}
