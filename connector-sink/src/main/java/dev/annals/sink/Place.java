package dev.annals.sink;

import dev.annals.model.store.LogEntry;
import org.jspecify.annotations.Nullable;

/** A position from its admission until it is logged. Guarded by the task's {@link TaskLoop}. */
final class Place {
  private final Arrival arrival;
  private boolean settled;
  private @Nullable LogEntry entry;
  private boolean carriedOut;

  Place(Arrival arrival) {
    this.arrival = arrival;
  }

  Arrival arrival() {
    return arrival;
  }

  long position() {
    return arrival.position();
  }

  /**
   * Its outcome is known and, unless accepted, has its row in {@code refused}.
   *
   * @param entry what the log says of it; absent for an undecodable record, which no shard has
   */
  void settle(@Nullable LogEntry entry) {
    assert !settled : "DECIDED: position " + position() + " is settled twice";
    this.settled = true;
    this.entry = entry;
  }

  /** What it asked for is done, and there is nothing to say of it: no event, no refusal. */
  void settleCarriedOut() {
    settle(null);
    carriedOut = true;
  }

  boolean isCarriedOut() {
    return carriedOut;
  }

  boolean isSettled() {
    return settled;
  }

  @Nullable LogEntry entry() {
    return entry;
  }
}
