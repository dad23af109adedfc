package dev.annals.model.store;

import dev.annals.model.StreamId;

/**
 * A piece of a stream.
 *
 * @param stream which
 * @param from the first version wanted, from 1; backwards, {@link #NEWEST} starts at the head
 * @param forwards whether versions grow
 * @param limit how many events at most, from 1
 */
public record ReadRequest(StreamId stream, long from, boolean forwards, int limit) {
  /** Starts a backwards read at the head. */
  public static final long NEWEST = Long.MAX_VALUE;

  /** Checks the ranges, else {@link IllegalArgumentException}. */
  public ReadRequest {
    if (from < 1 || limit < 1) {
      throw new IllegalArgumentException(
          "version and limit are at least 1: %d, %d".formatted(from, limit));
    }
  }

  /** From a version towards the head. */
  public static ReadRequest forwards(StreamId stream, long from, int limit) {
    return new ReadRequest(stream, from, true, limit);
  }

  /** From a version, or {@link #NEWEST}, towards the beginning. */
  public static ReadRequest backwards(StreamId stream, long from, int limit) {
    return new ReadRequest(stream, from, false, limit);
  }
}
