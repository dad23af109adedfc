package dev.annals.source.state;

import dev.annals.model.Bytes;
import java.time.Instant;

/** What is to be published of a stream. */
sealed interface Folded {
  /**
   * The state after an event.
   *
   * @param recordedAt of the event
   * @param document as JSON; {@code null} is the word, four bytes
   */
  record Into(long version, Instant recordedAt, Bytes document) implements Folded {}

  /** The stream ends with this event, and has no state any more. */
  record Closed(long version, Instant recordedAt) implements Folded {}

  /** What was published before is as new, or newer. */
  record Passed() implements Folded {}

  /**
   * The state at this version cannot be told.
   *
   * @param reason a sentence that quotes no data
   * @param isOwn whether events of this stream are why; else it only came when others were
   */
  record Failed(long version, String reason, boolean isOwn) implements Folded {}
}
