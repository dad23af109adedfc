package dev.annals.sink;

import dev.annals.model.store.LogEntry;
import org.jspecify.annotations.Nullable;

/** A position from its admission until it is logged. Guarded by the task's {@link TaskLoop}. */
final class Place {
  private final Arrival arrival;
  private boolean settled;
  private @Nullable LogEntry entry;

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

  boolean isSettled() {
    return settled;
  }

  @Nullable LogEntry entry() {
    return entry;
  }
}
