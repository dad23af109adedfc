package dev.annals.model.store;

import dev.annals.model.StreamId;
import java.time.Instant;

/**
 * A fault of the store that trying again does not mend. The message is a sentence that says what is
 * wrong and what to do. An append it ends is undecided.
 */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A fault without a cause below. */
  public StoreException(String message) {
    super(message);
  }

  /** A fault with its cause. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The store was closed while the call was under way. */
  public static final class Closed extends StoreException {
    private static final long serialVersionUID = 1;

    /** With the sentence. */
    public Closed(String message) {
      super(message);
    }
  }

  /**
   * Somebody else owns the source's refused rows now: whoever gets this is a zombie and must stop,
   * having reported nothing.
   */
  public static final class OwnershipLost extends StoreException {
    private static final long serialVersionUID = 1;

    /** With the sentence. */
    public OwnershipLost(String message) {
      super(message);
    }
  }

  /**
   * The thread that waited for an answer was interrupted, and still is. What it waited for may
   * happen all the same.
   */
  public static final class Interrupted extends StoreException {
    private static final long serialVersionUID = 1;

    /** With the sentence. */
    public Interrupted(String message) {
      super(message);
    }
  }

  /** The events that would tell what a stream was at a time were taken away by a truncation. */
  public static final class Removed extends StoreException {
    private static final long serialVersionUID = 1;

    /** With the sentence. */
    public Removed(String message) {
      super(message);
    }

    /** Of a stream that was asked for at a time before its oldest event. */
    public static Removed at(StreamId stream, long startsAt, Instant time) {
      return new Removed(
          "%s starts at version %d, whose time is after %s: what was before is removed"
              .formatted(stream, startsAt, time));
    }
  }
}
