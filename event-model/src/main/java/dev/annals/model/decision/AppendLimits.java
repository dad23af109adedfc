package dev.annals.model.decision;

/**
 * The numbers a decision depends on.
 *
 * @param bucketSize versions in a bucket, fixed when the store is created; at least {@link
 *     #MAX_EVENTS}
 * @param dedupeWindow how many of a stream's last events an id is looked for in; from 0
 */
public record AppendLimits(int bucketSize, int dedupeWindow) {
  /**
   * The most events in one append and in one transaction. Constants, because a rejection for size
   * is not marked: it must not turn when a setting changes.
   */
  public static final int MAX_EVENTS = 500;

  /** The most bytes in one append and in one transaction: a sixteenth of Cassandra's own limit. */
  public static final int MAX_BYTES = 1 << 20;

  /** Versions in a bucket unless set otherwise. */
  public static final int DEFAULT_BUCKET_SIZE = 10_000;

  /** The dedupe window unless set otherwise. */
  public static final int DEFAULT_DEDUPE_WINDOW = 1_000;

  /** Checks both ranges, else {@link IllegalArgumentException}. */
  public AppendLimits {
    if (bucketSize < MAX_EVENTS) {
      throw new IllegalArgumentException(
          "a bucket holds at least the largest append, %d events: %d"
              .formatted(MAX_EVENTS, bucketSize));
    }
    if (dedupeWindow < 0) {
      throw new IllegalArgumentException("the dedupe window is negative: " + dedupeWindow);
    }
  }

  /** The bucket the next append to a stream with this head lands in. */
  public long bucketAfter(long head) {
    return head / bucketSize;
  }
}
