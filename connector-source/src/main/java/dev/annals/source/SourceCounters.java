package dev.annals.source;

import dev.annals.source.replay.ReplayCounters;
import dev.annals.source.state.StateCounters;
import dev.annals.source.tail.TailCounters;

/** What a task counts, for its gauges. */
record SourceCounters(TailCounters tail, ReplayCounters replay, StateCounters states) {
  SourceCounters() {
    this(new TailCounters(), new ReplayCounters(), new StateCounters());
  }
}
