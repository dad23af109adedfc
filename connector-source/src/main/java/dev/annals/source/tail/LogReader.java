package dev.annals.source.tail;

import dev.annals.model.store.LogEntry;
import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.Segment;
import dev.annals.model.store.SegmentRange;
import dev.annals.source.scan.Await;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the entries of one source in one shard, in order, each once, none missed (COMPLETE).
 *
 * <p>It reads only where progress says that there is something: up to the end of the shard's last
 * entry. Segments may overlap, since sinks that took over from each other cut them differently, but
 * what they say of a position is the same (DECIDED). A segment tells where the entry before it
 * ended: if that is beyond what was read, something is missing, and then either a segment covers it
 * that starts before what was read, or it is lost. Not thread-safe.
 */
final class LogReader {
  private static final Logger logger = LoggerFactory.getLogger(LogReader.class);

  /** Empty buckets to look at one after the other, before the {@link BucketTrail} is worth it. */
  private static final int EMPTY_BUCKETS = 4;

  private final OutcomeLog log;
  private final ShardSource place;
  private final ReadAhead readAhead;
  private final BucketTrail trail;
  private final Deque<LogEntry> buffer = new ArrayDeque<>();
  private long position;
  private long upto;
  private long end;
  private boolean mayHaveExpired;
  private long averageBytes = 64 << 10;
  private @Nullable CompletionStage<List<Segment>> started;
  private long startedBytes;

  /**
   * A reader that has nothing yet.
   *
   * @param position where to begin
   */
  LogReader(OutcomeLog log, ShardSource place, ReadAhead readAhead, long position) {
    this.log = log;
    this.place = place;
    this.readAhead = readAhead;
    this.trail = new BucketTrail(log, place);
    this.position = position;
  }

  /**
   * Takes note of progress. It may be older than what was known: a sink that was replaced does not
   * know yet. What was decided stays decided, so the furthest counts.
   *
   * @param decided every position below is decided
   * @param lastEnd the position after the last entry; 0 if there is none
   */
  void learn(long decided, long lastEnd) {
    upto = Math.max(upto, decided);
    end = Math.max(end, lastEnd);
  }

  /** Moves to the oldest entry that is still there, or to the end; warns of those that are not. */
  long skipToOldest() {
    mayHaveExpired = end > 0;
    SegmentRange oldest = trail.oldest(end);
    long expiredUpto = oldest == null ? end : oldest.previous();
    if (expiredUpto > position) {
      logger.warn(
          "The log has no entries for positions {} to {} of {} any more (log.retention.ms of the"
              + " sink is over, or they were removed), and there is no offset: it is published from"
              + " position {} on. A replay publishes what came before from the streams, where all"
              + " events still are.",
          position,
          expiredUpto - 1,
          place,
          oldest == null ? end : oldest.first());
    }
    position = Math.max(position, oldest == null ? end : oldest.first());
    return position;
  }

  /** Goes on after entries that are lost, and that nobody needs any more. */
  void skipTo(long first) {
    position = Math.max(position, first);
  }

  /** The next entry; absent where it has to be read first, or is not decided. */
  @Nullable LogEntry peek() {
    return buffer.peekFirst();
  }

  /** Takes the entry that {@link #peek} shows. */
  LogEntry take() {
    LogEntry entry = buffer.removeFirst();
    readAhead.released(entry.sizeBytes());
    return entry;
  }

  /** Whether there is something to read, and nothing is at hand. */
  boolean isDry() {
    return buffer.isEmpty() && position < end;
  }

  /** The position after the last entry that is known; 0 if there is none. */
  long end() {
    return end;
  }

  /** Whether {@link #fill} would await a read that is under way. */
  boolean isStarted() {
    return started != null;
  }

  /** Starts to read on, to be awaited by {@link #fill}. */
  void start() {
    if (started == null && isDry()) {
      int segments = readAhead.segments(averageBytes);
      startedBytes = segments * averageBytes;
      readAhead.started(startedBytes);
      started = read(Segment.bucketOf(position), position, segments);
    }
  }

  /**
   * Reads on, if there is something to read: then {@link #peek} has an entry.
   *
   * @throws LostEntriesException if it is not there any more
   */
  void fill() {
    while (isDry()) {
      List<Segment> found = next();
      if (found.isEmpty() || isGapBefore(found.get(0))) {
        List<Segment> covering = covering();
        found = covering.isEmpty() ? found : covering;
        if (covering.isEmpty() && !mayHaveExpired) {
          throw new LostEntriesException(
              place, position, found.isEmpty() ? end : found.get(0).previous());
        }
        if (covering.isEmpty()) {
          skipToOldest();
          continue;
        }
      }
      for (Segment segment : found) {
        // A gap further on is looked at when everything before it is taken.
        if (segment.first() >= upto || isGapBefore(segment)) {
          break;
        }
        take(segment);
      }
    }
  }

  private boolean isGapBefore(Segment segment) {
    return segment.previous() > position;
  }

  private void take(Segment segment) {
    long bytes = 0;
    for (LogEntry entry : segment.entries()) {
      long at = entry.at().position();
      bytes += entry.sizeBytes();
      if (at >= position && at < upto) {
        buffer.addLast(entry);
        readAhead.holds(entry.sizeBytes());
      }
    }
    averageBytes = (3 * averageBytes + bytes) / 4;
    position = Math.max(position, Math.min(segment.upto(), upto));
    mayHaveExpired = false;
  }

  /** The next segments that start at the position or after it; none if there are none. */
  private List<Segment> next() {
    start();
    long bucket = Segment.bucketOf(position);
    List<Segment> found = awaitStarted();
    int emptyBuckets = 0;
    while (found.isEmpty()) {
      emptyBuckets++;
      OptionalLong following =
          emptyBuckets <= EMPTY_BUCKETS
              ? OptionalLong.of(bucket + 1)
              : trail.next(bucket, position, end);
      if (following.isEmpty() || following.getAsLong() > Segment.bucketOf(end - 1)) {
        return List.of();
      }
      bucket = following.getAsLong();
      found = Await.answer(read(bucket, position, readAhead.segments(averageBytes)));
    }
    return found.get(0).first() < upto ? found : List.of();
  }

  private List<Segment> awaitStarted() {
    CompletionStage<List<Segment>> reading = started;
    if (reading == null) {
      return List.of();
    }
    try {
      return Await.answer(reading);
    } finally {
      started = null;
      readAhead.ended(startedBytes);
    }
  }

  /** The segments that start before the position and end after it: they lie in its bucket. */
  private List<Segment> covering() {
    long bucket = Segment.bucketOf(position);
    List<SegmentRange> ranges = Await.answer(log.ranges(place.shard(), place.source(), bucket));
    SegmentRange longest = null;
    for (SegmentRange range : ranges) {
      boolean covers = range.first() < position && range.upto() > position;
      if (covers && (longest == null || range.upto() > longest.upto())) {
        longest = range;
      }
    }
    if (longest == null) {
      return List.of();
    }
    long first = longest.first();
    int sameFirst = (int) ranges.stream().filter(range -> range.first() == first).count();
    List<Segment> found = Await.answer(read(bucket, first, sameFirst));
    return found.stream().filter(segment -> segment.upto() > position).toList();
  }

  private CompletionStage<List<Segment>> read(long bucket, long first, int limit) {
    return log.segments(place.shard(), place.source(), bucket, first, limit);
  }
}
