package dev.annals.faults.history;

/**
 * A partition of a topic that feeds streams. The incarnation that Annals puts behind it is left
 * out: in a run each topic has one life, and whatever takes it for another appends twice, which is
 * to be found.
 */
public record Source(String topic, int partition) {
  /** Reads {@code topic-partition@incarnation}, else {@link IllegalArgumentException}. */
  public static Source parse(String text) {
    int at = text.lastIndexOf('@');
    int dash = text.lastIndexOf('-', at);
    if (at < 0 || dash < 0) {
      throw new IllegalArgumentException("not topic-partition@incarnation: " + text);
    }
    return new Source(text.substring(0, dash), Integer.parseInt(text.substring(dash + 1, at)));
  }

  @Override
  public String toString() {
    return topic + "-" + partition;
  }
}
