package dev.annals.sink;

import dev.annals.model.Outcome;
import dev.annals.model.store.LogEntry;
import java.util.concurrent.atomic.LongAdder;

/** Counts what became of the records of one task since it started. Thread-safe. */
final class Tally {
  final LongAdder records = new LongAdder();
  final LongAdder known = new LongAdder();
  final LongAdder unproven = new LongAdder();
  final LongAdder accepted = new LongAdder();
  final LongAdder exceptions = new LongAdder();
  final LongAdder duplicates = new LongAdder();
  final LongAdder rejected = new LongAdder();
  final LongAdder undecodable = new LongAdder();
  final LongAdder controls = new LongAdder();
  final LongAdder undelivered = new LongAdder();
  final LongAdder ownershipLost = new LongAdder();

  /** Goes up and down: streams with an append under way. */
  final LongAdder appending = new LongAdder();

  /** A position was logged. */
  void logged(Place place) {
    LogEntry entry = place.entry();
    if (place.isCarriedOut()) {
      controls.increment();
    } else if (entry == null) {
      undecodable.increment();
    } else if (entry instanceof LogEntry.Accepted events) {
      accepted.increment();
      if (events.exception() != null) {
        exceptions.increment();
      }
    } else if (entry instanceof LogEntry.NotAccepted refused) {
      boolean duplicate = refused.outcome() instanceof Outcome.Duplicate;
      (duplicate ? duplicates : rejected).increment();
    }
  }

  /** How many positions were logged. */
  long logged() {
    return accepted.sum() + duplicates.sum() + rejected.sum() + undecodable.sum() + controls.sum();
  }
}
