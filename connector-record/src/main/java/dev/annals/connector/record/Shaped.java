package dev.annals.connector.record;

import dev.annals.model.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** An event in a shape to publish it in. Its stream and version are those of the stored one. */
public sealed interface Shaped {
  /** The event: with the id, type, schema version and payload that the record shows. */
  RecordedEvent event();

  /** As it is stored: no rule names it. */
  record AsStored(RecordedEvent event) implements Shaped {}

  /**
   * Upcast.
   *
   * @param stored the event it was made from
   * @param part which of the events that the stored one was split into, from 1; 0: it was not split
   * @param parts how many those are; 0: it was not split
   */
  record Upcast(RecordedEvent event, RecordedEvent stored, int part, int parts) implements Shaped {}

  /**
   * As it is stored, since its upcast failed.
   *
   * @param reason a sentence
   * @param deadLetters where it goes instead of the topics of outcomes; absent: there all the same
   */
  record NotUpcast(RecordedEvent event, String reason, @Nullable TopicTemplate deadLetters)
      implements Shaped {}
}
