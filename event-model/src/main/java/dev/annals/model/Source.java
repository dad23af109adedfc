package dev.annals.model;

/**
 * Who feeds appends: one partition of one topic in one life of that topic.
 *
 * @param name the topic's name unless set otherwise; not empty
 * @param partition from 0
 * @param incarnation tells a topic that was deleted and created again from its earlier life; not
 *     empty, without {@code @}
 */
public record Source(String name, int partition, String incarnation) {
  /** Checks the three parts, else {@link IllegalArgumentException}. */
  public Source {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("the source has no name");
    }
    Unicode.require(name, "source's name");
    Unicode.require(incarnation, "source's incarnation");
    if (partition < 0) {
      throw new IllegalArgumentException("the source's partition is negative: " + partition);
    }
    if (incarnation.isEmpty() || incarnation.contains("@")) {
      throw new IllegalArgumentException(
          "the incarnation of " + name + " must have a character and no @: '" + incarnation + "'");
    }
  }

  /** The source that {@link #text()} gave, else {@link IllegalArgumentException}. */
  public static Source parse(String text) {
    int at = text.lastIndexOf('@');
    int dash = text.lastIndexOf('-', at);
    if (at < 0 || dash < 0) {
      throw new IllegalArgumentException("not a source (name-partition@incarnation): " + text);
    }
    return new Source(
        text.substring(0, dash),
        Integer.parseInt(text.substring(dash + 1, at)),
        text.substring(at + 1));
  }

  /** {@code name-partition@incarnation}, as it is stored. */
  public String text() {
    return name + "-" + partition + "@" + incarnation;
  }

  @Override
  public String toString() {
    return text();
  }
}
