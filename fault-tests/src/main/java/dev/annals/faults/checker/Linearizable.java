package dev.annals.faults.checker;

import dev.annals.faults.history.StreamName;
import java.util.List;

/** LINEARIZABLE: each stream's append register, against what was asked of it and answered. */
final class Linearizable {
  private final Evidence evidence;
  private final Findings findings =
      new Findings(Invariant.LINEARIZABLE, "streams", "operations", "answers");

  Linearizable(Evidence evidence) {
    this.evidence = evidence;
  }

  Verdict check() {
    new Operations(evidence).byStream().forEach(this::check);
    return findings.verdict();
  }

  private void check(StreamName stream, List<Operation> operations) {
    findings.count("streams", 1);
    findings.count("operations", operations.size());
    findings.count("answers", operations.stream().filter(one -> one.answer() != null).count());
    findings.count("forgotten", operations.stream().filter(Linearizable::isForgotten).count());
    Search search = new Search(operations, evidence.run().dedupeWindow());
    if (!search.succeeds()) {
      findings.violation(
          stream,
          "no order of its operations explains their answers: %s".formatted(search.stuck()));
    }
    findings.count("steps", search.steps());
  }

  /** What nobody can tell the reason of is allowed, so it is counted. */
  private static boolean isForgotten(Operation operation) {
    return operation.answer() instanceof Answer.Rejected rejected
        && rejected.reason().equals("forgotten");
  }
}
