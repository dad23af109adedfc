package dev.annals.sink;

import dev.annals.model.Source;
import dev.annals.model.store.LogEntry;
import dev.annals.model.store.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run of decided positions adds to the log.
 *
 * @param segments for each shard with entries, cut at the edges of log buckets and at {@link
 *     Segment#MAX_BYTES}; each names where its shard's previous one ended
 * @param lastEnds where each shard's last segment ends, those before this stretch included
 */
record Stretch(List<Segment> segments, Map<Integer, Long> lastEnds) {
  /** Says that a shard has no segment before. */
  private static final long NO_PREVIOUS = -1;

  /**
   * Cuts entries into segments.
   *
   * @param entries in order of position
   * @param lastEnds where each shard's last segment ended before
   */
  static Stretch cut(
      Source source, List<LogEntry> entries, Map<Integer, Long> lastEnds, int shards) {
    Map<Integer, List<LogEntry>> byShard = new TreeMap<>();
    for (LogEntry entry : entries) {
      int shard = entry.stream().shard(shards);
      byShard.computeIfAbsent(shard, any -> new ArrayList<>()).add(entry);
    }
    Map<Integer, Long> ends = new HashMap<>(lastEnds);
    List<Segment> segments = new ArrayList<>();
    byShard.forEach(
        (shard, ofShard) -> {
          for (List<LogEntry> part : parts(ofShard)) {
            long first = part.get(0).at().position();
            long upto = part.get(part.size() - 1).at().position() + 1;
            long previous = ends.getOrDefault(shard, NO_PREVIOUS);
            segments.add(new Segment(shard, source, first, upto, previous, part));
            ends.put(shard, upto);
          }
        });
    return new Stretch(segments, ends);
  }

  private static List<List<LogEntry>> parts(List<LogEntry> entries) {
    List<List<LogEntry>> parts = new ArrayList<>();
    List<LogEntry> part = new ArrayList<>();
    long bytes = 0;
    for (LogEntry entry : entries) {
      bytes += entry.sizeBytes();
      if (!part.isEmpty() && (bytes > Segment.MAX_BYTES || crossesEdge(part.get(0), entry))) {
        parts.add(part);
        part = new ArrayList<>();
        bytes = entry.sizeBytes();
      }
      part.add(entry);
    }
    parts.add(part);
    return parts;
  }

  private static boolean crossesEdge(LogEntry first, LogEntry next) {
    return Segment.bucketOf(first.at().position()) != Segment.bucketOf(next.at().position());
  }
}
