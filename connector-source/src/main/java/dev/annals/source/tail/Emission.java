package dev.annals.source.tail;

import dev.annals.model.RecordedEvent;
import dev.annals.model.store.LogEntry;

/**
 * One record to publish.
 *
 * @param place whose offset it carries
 * @param content what it says
 * @param offset how far the place is published with this record
 */
public record Emission(ShardSource place, Content content, TailOffset offset) {
  /** What a record says. */
  public sealed interface Content {}

  /** The event is in its stream. */
  public record Happened(RecordedEvent event) implements Content {}

  /**
   * The append was rejected.
   *
   * @param index which of its events, from 0
   */
  public record Refused(LogEntry.NotAccepted entry, int index) implements Content {}

  /**
   * The fact is in its stream, but expected another version of it.
   *
   * @param index which of its events, from 0
   */
  public record Surprised(LogEntry.Accepted entry, int index) implements Content {}
}
