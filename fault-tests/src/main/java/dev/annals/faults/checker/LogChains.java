package dev.annals.faults.checker;

import dev.annals.faults.history.Position;
import dev.annals.faults.history.ProgressRow;
import dev.annals.faults.history.RefusedRow;
import dev.annals.faults.history.SegmentRow;
import dev.annals.faults.history.Source;
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
    for (ProgressRow progress : tables.progress()) {
      Source source = progress.source();
      long entries = 0;
      for (Map.Entry<Integer, Long> end : progress.lastEnds().entrySet()) {
        entries += follow(source, end.getKey(), end.getValue());
      }
      findings.count("entries in the log", entries);
      long decided = decided(source, progress.upto());
      if (entries != decided) {
        findings.violation(
            source + "@" + progress.upto(),
            "%d positions before are decided, but the log has %d entries in look %d"
                .formatted(decided, entries, tables.look().number()));
      }
    }
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
            source + "@" + upto,
            "shard %d has no segment that ends there, or it leads back".formatted(shard));
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

  /** How many positions below upto are decided and have a stream. */
  private long decided(Source source, long upto) {
    long decided = 0;
    for (Position position : tables.accepted().keySet()) {
      decided += isBelow(position, source, upto) ? 1 : 0;
    }
    for (RefusedRow row : tables.refused().values()) {
      boolean ofStream = !row.outcome().equals(RefusedRow.UNDECODABLE);
      decided += ofStream && isBelow(row.position(), source, upto) ? 1 : 0;
    }
    return decided;
  }

  private static boolean isBelow(Position position, Source source, long upto) {
    return position.source().equals(source) && position.offset() < upto;
  }
}
