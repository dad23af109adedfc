package dev.annals.source.state;

import dev.annals.model.Bytes;

/** What folding a stream up to a version came to. */
sealed interface Folded {
  /** Up to which version. */
  long version();

  /**
   * The state.
   *
   * @param document as JSON; {@code null} is the word, four bytes
   */
  record Into(long version, Bytes document) implements Folded {}

  /** It cannot be told; the reason is a sentence that quotes no data. */
  record Failed(long version, String reason) implements Folded {}
}
