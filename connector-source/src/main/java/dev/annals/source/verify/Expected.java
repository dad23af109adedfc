package dev.annals.source.verify;

import dev.annals.model.NewEvent;

/** What the copy has to hold, in the order of its stream. */
sealed interface Expected {
  /** The version in the original. */
  long version();

  /**
   * An event.
   *
   * @param event as the copy has to show it
   */
  record Event(long version, NewEvent event) implements Expected {}

  /**
   * An event that the copy cannot have got.
   *
   * @param reason a part of a sentence that quotes no data
   */
  record Impossible(long version, String reason) implements Expected {}
}
