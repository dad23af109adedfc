package dev.annals.source;

import dev.annals.connector.record.OutgoingRecord;
import dev.annals.source.tail.Emission;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing to publish, with the offset that Connect stores along with it: a record, unless rules
 * split or drop its event.
 *
 * @param partition what the offset is of
 * @param before how far that is published before it
 * @param offset how far that is published with it
 * @param content what it says
 */
record Publication(
    Map<String, Object> partition,
    Map<String, Object> before,
    Map<String, Object> offset,
    Content content) {
  /** What it says. */
  sealed interface Content {}

  /**
   * Something of the store.
   *
   * @param replay the run of the replay that publishes it; absent where it is not replayed
   */
  record OfStore(Emission.Content content, @Nullable String replay) implements Content {}

  /** How far a replay or a repair is. */
  record Notice(OutgoingRecord record) implements Content {}

  /** Whether both are of one append, which no poll tears apart. */
  boolean isOfSameAppend(@Nullable Publication other) {
    return other != null
        && content instanceof OfStore of
        && other.content instanceof OfStore others
        && of.content().at().equals(others.content().at());
  }

  /** What a tail publishes. */
  static Publication of(Emission emission) {
    return new Publication(
        SourceOffsets.partition(emission.place()),
        SourceOffsets.offset(emission.before()),
        SourceOffsets.offset(emission.offset()),
        new OfStore(emission.content(), null));
  }
}
