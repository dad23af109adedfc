package dev.annals.model.store;

import dev.annals.model.StreamId;

/**
 * A piece of a stream.
 *
 * @param stream which
 * @param from the first version wanted, from 1; backwards, {@link #NEWEST} starts at the head
 * @param forwards whether versions grow
 * @param limit how many events at most, from 1
 * @param truncatedToo backwards only: whether events below the version at which the stream starts
 *     are wanted as well, as far as their rows are left
 */
public record ReadRequest(
    StreamId stream, long from, boolean forwards, int limit, boolean truncatedToo) {
  /** Starts a backwards read at the head. */
  public static final long NEWEST = Long.MAX_VALUE;

  /** Checks the ranges, else {@link IllegalArgumentException}. */
  public ReadRequest {
    if (from < 1 || limit < 1) {
      throw new IllegalArgumentException(
          "version and limit are at least 1: %d, %d".formatted(from, limit));
    }
    if (forwards && truncatedToo) {
      throw new IllegalArgumentException("what was truncated is read backwards only");
    }
  }

  /** Of what the stream has. */
  public ReadRequest(StreamId stream, long from, boolean forwards, int limit) {
    this(stream, from, forwards, limit, false);
  }

  /** From a version towards the head. */
  public static ReadRequest forwards(StreamId stream, long from, int limit) {
    return new ReadRequest(stream, from, true, limit);
  }

  /**
   * From a version towards the beginning, and on below it: the rows of the dedupe window are left
   * when a stream is truncated. For who has to tell of every event once, in order.
   */
  public static ReadRequest backwardsPastTruncation(StreamId stream, long from, int limit) {
    return new ReadRequest(stream, from, false, limit, true);
  }

  /** From a version, or {@link #NEWEST}, towards the beginning. */
  public static ReadRequest backwards(StreamId stream, long from, int limit) {
    return new ReadRequest(stream, from, false, limit);
  }
}
