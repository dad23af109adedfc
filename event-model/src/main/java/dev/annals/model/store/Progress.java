package dev.annals.model.store;

import dev.annals.model.Source;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a source is decided: every position below {@code upto} that was handed over has its
 * outcome, in the log or in {@code refused} (COMPLETE).
 *
 * @param source whose
 * @param upto the first position that may be undecided
 * @param lastEnds the position after the last log entry, by shard; shards without an entry are
 *     absent
 * @param mapping the fingerprint of the settings that made events of records
 * @param newestRecord the largest timestamp of a record so far, where records had one
 * @param updatedAt when this was written, by the writer's clock
 */
public record Progress(
    Source source,
    long upto,
    Map<Integer, Long> lastEnds,
    String mapping,
    @Nullable Instant newestRecord,
    Instant updatedAt) {
  /** Copies the map. */
  public Progress {
    lastEnds = Map.copyOf(lastEnds);
  }
}
