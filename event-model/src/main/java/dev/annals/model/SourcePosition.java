package dev.annals.model;

/**
 * A place in a source: for Kafka, the offset.
 *
 * @param source where
 * @param position from 0, growing but not dense
 */
public record SourcePosition(Source source, long position) {
  /** Checks that the position is not negative, else {@link IllegalArgumentException}. */
  public SourcePosition {
    if (position < 0) {
      throw new IllegalArgumentException("negative position in " + source + ": " + position);
    }
  }

  /** For people: {@code name-partition@incarnation:position}. */
  @Override
  public String toString() {
    return source.text() + ":" + position;
  }
}
