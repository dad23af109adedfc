package dev.annals.faults.checker;

import dev.annals.faults.history.History;
import dev.annals.faults.history.Struck;
import java.util.List;
import java.util.stream.Collectors;

/** Holds histories against the promises. */
public final class Checker {
  private Checker() {}

  /** BOUNDED, which takes a history of heaps over many runs. */
  public static Verdict checkHeaps(History heaps) {
    return new Bounded(heaps).check();
  }

  /**
   * All others, for a history of one run. Reads nothing but the history: the same history gives the
   * same report.
   */
  public static Report check(History history) {
    Evidence evidence = new Evidence(history);
    return new Report(
        history.run().seed(),
        evidence.requests().size(),
        history.all(Struck.class).stream()
            .collect(Collectors.groupingBy(Struck::fault, Collectors.counting())),
        List.of(
            new Dense(evidence).check(),
            new Once(evidence).check(),
            new Decided(evidence).check(),
            new Complete(evidence).check(),
            new Ordered(evidence).check(),
            new Linearizable(evidence).check()));
  }
}
