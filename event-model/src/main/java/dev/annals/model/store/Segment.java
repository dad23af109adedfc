package dev.annals.model.store;

import dev.annals.model.Source;
import java.util.List;

/**
 * A piece of the log: entries of one source in one shard, in order of position.
 *
 * @param shard which slice of the log
 * @param source whose
 * @param first the position of its first entry
 * @param upto the position after its last entry
 * @param previous where this shard's previous entry of this source ended (the position after it);
 *     -1 where there is none. Whoever has read up to there misses nothing in between.
 * @param entries at least one
 */
public record Segment(
    int shard, Source source, long first, long upto, long previous, List<LogEntry> entries) {
  /** Positions in one partition of the log: a segment never reaches over its edge. */
  public static final int BUCKET_POSITIONS = 65_536;

  /** The most bytes of entries in one segment, unless a single entry is larger. */
  public static final int MAX_BYTES = 1 << 20;

  /** Checks that it has entries within one bucket, else {@link IllegalArgumentException}. */
  public Segment {
    entries = List.copyOf(entries);
    if (entries.isEmpty() || first >= upto || bucketOf(first) != bucketOf(upto - 1)) {
      throw new IllegalArgumentException(
          "segment [%d, %d) of %s, shard %d, with %d entries"
              .formatted(first, upto, source, shard, entries.size()));
    }
  }

  /** The log bucket of a position. */
  public static long bucketOf(long position) {
    return position / BUCKET_POSITIONS;
  }

  /** The log bucket it lies in. */
  public long bucket() {
    return bucketOf(first);
  }
}
