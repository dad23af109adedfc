package dev.annals.faults.history;

/** Where a record is that asked for an append. */
public record Position(String topic, int partition, long offset) {
  /** The position at this offset of a source. */
  public static Position of(Source source, long offset) {
    return new Position(source.topic(), source.partition(), offset);
  }

  /** Reads {@code topic-partition@incarnation:offset}, else {@link IllegalArgumentException}. */
  public static Position parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("not topic-partition@incarnation:offset: " + text);
    }
    return of(Source.parse(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
  }

  /** The partition of the topic that it is in. */
  public Source source() {
    return new Source(topic, partition);
  }

  @Override
  public String toString() {
    return source() + "@" + offset;
  }
}
