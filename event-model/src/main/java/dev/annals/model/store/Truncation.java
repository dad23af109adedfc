package dev.annals.model.store;

import dev.annals.model.StreamId;

/** What became of a truncation. */
public sealed interface Truncation {
  /**
   * The stream starts at this version.
   *
   * @param first the oldest version that readers are given; higher than what was asked for where
   *     the stream was truncated further before
   * @param removedBelow no row below this version is left. Lower than {@code first} where events
   *     are still among the dedupe window: without them an event that is sent again would be
   *     appended twice. Truncating again, when the stream has grown, removes them.
   */
  record Truncated(long first, long removedBelow) implements Truncation {}

  /**
   * Nothing was done: the stream has no such version.
   *
   * @param head the stream's last version; 0 if it has no event
   * @param message a sentence for people
   */
  record Refused(long head, String message) implements Truncation {}

  /** The refusal to start a stream at a version it does not have. */
  static Refused refused(StreamId stream, long before, long head) {
    return new Refused(
        head,
        "%s cannot start at version %d: it has %s"
            .formatted(stream, before, head == 0 ? "no event" : "versions up to " + head));
  }
}
