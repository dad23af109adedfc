package dev.annals.faults.checker;

import dev.annals.faults.history.HeapUsed;
import dev.annals.faults.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * BOUNDED: what a worker keeps does not grow with what it has done. Each episode counts by its
 * largest heap; the first one does not, as what is made once is made then. The middle heap of the
 * last third of the others may be a quarter and some mebibytes larger than that of the first third.
 */
final class Bounded {
  /** Half of what the workers of the tests may take. */
  static final long MOST_BYTES = 256L << 20;

  private static final double MOST_GROWTH = 1.25;
  private static final long SLACK_BYTES = 8L << 20;
  private static final int THIRDS = 3;

  private final List<HeapUsed> heaps;
  private final Findings findings = new Findings(Invariant.BOUNDED, "heaps");

  Bounded(History history) {
    this.heaps = history.all(HeapUsed.class);
  }

  Verdict check() {
    TreeMap<Integer, Long> byEpisode = new TreeMap<>();
    for (HeapUsed heap : heaps) {
      findings.count("heaps", 1);
      byEpisode.merge(heap.episode(), heap.bytes(), Math::max);
      if (heap.bytes() > MOST_BYTES) {
        findings.violation(
            place(heap), "%,d bytes are live, and %,d may be".formatted(heap.bytes(), MOST_BYTES));
      }
    }
    byEpisode.pollFirstEntry();
    checkGrowth(new ArrayList<>(byEpisode.values()));
    return findings.verdict();
  }

  /** Of less than three there is no first and last third: that is counted, and seen in a report. */
  private void checkGrowth(List<Long> series) {
    int third = series.size() / THIRDS;
    findings.count("episodes compared", 2L * third);
    if (third == 0) {
      return;
    }
    long first = median(series.subList(0, third));
    long last = median(series.subList(series.size() - third, series.size()));
    if (last > first * MOST_GROWTH + SLACK_BYTES) {
      findings.violation(
          "heaps of %d episodes".formatted(series.size()),
          "the last third has a median of %,d bytes, the first one of %,d".formatted(last, first));
    }
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static String place(HeapUsed heap) {
    return "%s, process %d, after episode %d".formatted(heap.worker(), heap.pid(), heap.episode());
  }
}
