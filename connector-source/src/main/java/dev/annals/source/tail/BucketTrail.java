package dev.annals.source.tail;

import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.Segment;
import dev.annals.model.store.SegmentRange;
import dev.annals.source.scan.Await;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds the log buckets that have segments, where thousands between them may be empty: a shard can
 * be quiet while its source goes on. It walks backwards from a known end, along what each bucket's
 * first segment says of the one before it, so it looks at no empty bucket but the last. Not
 * thread-safe.
 *
 * <pre>
 * bucket     3          4     5     6          7
 *         [a)[b)                    [c)[d)     [e)      end of e is known
 *            ^------------------------'  ^------'       previous of c, previous of e
 * </pre>
 */
final class BucketTrail {
  /** Buckets remembered, nearest first: a tail that is further behind walks once more. */
  private static final int REMEMBERED = 1_000;

  private final OutcomeLog log;
  private final ShardSource place;
  private final Deque<Long> buckets = new ArrayDeque<>();

  BucketTrail(OutcomeLog log, ShardSource place) {
    this.log = log;
    this.place = place;
  }

  /**
   * The next bucket with segments.
   *
   * @param after a bucket that is read
   * @param position the tail has everything below
   * @param end the position after the last entry that is known
   * @return empty if there is none: then entries are lost
   */
  OptionalLong next(long after, long position, long end) {
    while (!buckets.isEmpty() && buckets.getFirst() <= after) {
      buckets.removeFirst();
    }
    if (buckets.isEmpty()) {
      walkBack(after, position, end);
    }
    return buckets.isEmpty() ? OptionalLong.empty() : OptionalLong.of(buckets.getFirst());
  }

  /**
   * The oldest segment that is still there.
   *
   * @param end the position after the last entry that is known
   * @return null if nothing is there
   */
  @Nullable SegmentRange oldest(long end) {
    buckets.clear();
    return walkBack(-1, 0, end);
  }

  private @Nullable SegmentRange walkBack(long after, long position, long end) {
    SegmentRange oldest = null;
    long at = end;
    while (at > position && Segment.bucketOf(at - 1) > after) {
      long bucket = Segment.bucketOf(at - 1);
      List<SegmentRange> ranges = Await.answer(log.ranges(place.shard(), place.source(), bucket));
      if (ranges.isEmpty()) {
        break;
      }
      buckets.addFirst(bucket);
      if (buckets.size() > REMEMBERED) {
        buckets.removeLast();
      }
      oldest = ranges.get(0);
      at = endBefore(bucket, ranges);
    }
    return oldest;
  }

  /** Where the last entry of the buckets before this one ended; 0 if nobody knows of one. */
  private static long endBefore(long bucket, List<SegmentRange> ranges) {
    long end = 0;
    for (SegmentRange range : ranges) {
      // Inside the bucket, a segment's predecessor is among the ranges itself, or is expired.
      if (range.previous() <= bucket * Segment.BUCKET_POSITIONS) {
        end = Math.max(end, range.previous());
      }
    }
    return end;
  }
}
