package dev.annals.source.replay;

import dev.annals.model.RecordedEvent;
import dev.annals.source.scan.ScanOffset;

/** One record of a replay, with the offset of its range after it. */
public sealed interface Replayed {
  /** Which range, from 0. */
  int range();

  /** How far the range is published with this record. */
  ScanOffset offset();

  /**
   * An event of a stream.
   *
   * @param before how far the range is published before it
   */
  record Event(int range, RecordedEvent event, ScanOffset before, ScanOffset offset)
      implements Replayed {}

  /**
   * How far a range is, without an event: Connect stores an offset only with a record.
   *
   * @param isDone whether that is its end
   */
  record Reached(int range, boolean isDone, ScanOffset offset) implements Replayed {}
}
