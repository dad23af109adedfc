package dev.annals.model.decision;

import dev.annals.model.Outcome;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What {@link AppendDecision} says of a list of requests. */
public sealed interface Decision {
  /**
   * The decision needs events that the state does not remember: read them and decide again.
   *
   * @param versions at least one
   */
  record NeedsEvents(SortedSet<Long> versions) implements Decision {}

  /**
   * Decided, for the first requests of the list; the others are for the next transaction.
   *
   * @param verdicts one for each request decided, in order; at least one
   * @param transaction what must take hold before any of the verdicts is true; absent if nothing
   *     has to
   */
  record Decided(List<Verdict> verdicts, @Nullable StreamTransaction transaction)
      implements Decision {
    /** Copies the list. */
    public Decided {
      verdicts = List.copyOf(verdicts);
    }
  }

  /** What is said of one request. */
  sealed interface Verdict {}

  /**
   * The outcome, once the transaction took hold.
   *
   * @param outcome as it would be reported
   */
  record Now(Outcome outcome) implements Verdict {}

  /** The register says it was processed before: its outcome has to be looked up. */
  record ProcessedBefore() implements Verdict {}
}
