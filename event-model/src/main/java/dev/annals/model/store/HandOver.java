package dev.annals.model.store;

import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import java.time.Instant;
import java.util.Map;

/**
 * Where a replay ends and the tail after it begins: how far every source was decided at one moment.
 * Whatever is below was in its stream by then, so a scan that starts afterwards finds all of it.
 *
 * @param replay which run of which replay; a run has one hand-over, whoever takes part in it and
 *     however often it is started again
 * @param scope what is replayed, in words: a run does not change its bounds
 * @param upto by source, the position it was decided up to; sources that appear later are absent
 * @param takenAt when, by the clock of whoever was first
 */
public record HandOver(String replay, String scope, Map<Source, Long> upto, Instant takenAt) {
  /** Copies the map. */
  public HandOver {
    upto = Map.copyOf(upto);
  }

  /** Whether the replay has to bring what came from there, and not the tail. */
  public boolean isBefore(SourcePosition at) {
    Long decided = upto.get(at.source());
    return decided != null && at.position() < decided;
  }
}
