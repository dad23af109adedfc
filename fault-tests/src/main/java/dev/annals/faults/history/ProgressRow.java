package dev.annals.faults.history;

import java.util.Map;

/**
 * A row of {@code progress}.
 *
 * @param lastEnds by shard: the offset after the last entry of the log
 */
public record ProgressRow(int look, Source source, long upto, Map<Integer, Long> lastEnds)
    implements Entry {
  /** Copies the map. */
  public ProgressRow {
    lastEnds = Map.copyOf(lastEnds);
  }
}
