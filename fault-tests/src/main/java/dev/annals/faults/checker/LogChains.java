package dev.annals.faults.checker;

import dev.annals.faults.history.Position;
import dev.annals.faults.history.ProgressRow;
import dev.annals.faults.history.RefusedRow;
import dev.annals.faults.history.SegmentRow;
import dev.annals.faults.history.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log of each source, from its end in {@code progress} back to its beginning, segment by
 * segment, as {@code prev} leads. Segments of a stretch that was written again may overlap: each is
 * right, and one chain of them has to be whole. Its entries are all positions that are decided, but
 * for what is undecodable, which no stream has.
 */
final class LogChains {
  private static final long BEGINNING = -1;

  private final Tables tables;
  private final Findings findings;

  LogChains(Tables tables, Findings findings) {
    this.tables = tables;
    this.findings = findings;
  }

  void check() {
    Map<Source, Long> entries = new HashMap<>();
    for (ProgressRow progress : tables.progress()) {
      progress
          .lastEnds()
          .forEach((shard, end) -> entries.merge(progress.source(), follow(progress.source(), shard, end), Long::sum));
      entries.putIfAbsent(progress.source(), 0L);
    }
    Map<Source, Long> outcomes = outcomes();
    entries.forEach(
        (source, count) -> {
          findings.count("entries in the log", count);
          long decided = outcomes.getOrDefault(source, 0L);
          if (count != decided) {
            findings.violation(
                source, "%d positions are decided, but the log has %d entries", decided, count);
          }
        });
  }

  private long follow(Source source, int shard, long end) {
    List<SegmentRow> segments =
        tables.segments().stream()
            .filter(row -> row.shard() == shard && row.source().equals(source))
            .toList();
    long count = 0;
    for (long upto = end; upto != BEGINNING; ) {
      SegmentRow segment = endingAt(segments, upto);
      if (segment == null) {
        findings.violation(
            source + "@" + upto, "shard %d has no segment that ends there, or it leads back", shard);
        return count;
      }
      count += segment.count();
      upto = segment.prev();
    }
    return count;
  }

  private static @Nullable SegmentRow endingAt(List<SegmentRow> segments, long upto) {
    for (SegmentRow segment : segments) {
      if (segment.upto() == upto && segment.prev() < upto) {
        return segment;
      }
    }
    return null;
  }

  /** Positions of streams that are decided, by source. */
  private Map<Source, Long> outcomes() {
    Map<Source, Long> outcomes = new HashMap<>();
    for (Position position : tables.accepted().keySet()) {
      outcomes.merge(position.source(), 1L, Long::sum);
    }
    for (RefusedRow row : tables.refused().values()) {
      if (!row.outcome().equals(RefusedRow.UNDECODABLE)) {
        outcomes.merge(row.position().source(), 1L, Long::sum);
      }
    }
    return outcomes;
  }
}
