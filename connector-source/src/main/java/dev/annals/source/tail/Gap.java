package dev.annals.source.tail;

/**
 * What is missing of a source in a shard.
 *
 * @param from everything below is published
 * @param upto from here on the log has it again; the same where nothing is missing
 */
public record Gap(long from, long upto) {
  /** Checks the order, else {@link IllegalArgumentException}. */
  public Gap {
    if (from < 0 || upto < from) {
      throw new IllegalArgumentException("no gap: " + from + " to " + upto);
    }
  }

  boolean includes(long position) {
    return position >= from && position < upto;
  }
}
