package dev.annals.faults.checker;

import dev.annals.faults.history.Run;
import dev.annals.faults.history.StreamName;
import java.util.List;
import java.util.Objects;

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
    Run run = evidence.run();
    boolean factsRefused = Boolean.TRUE.equals(run.factsRefused());
    Search search = new Search(operations, new Register(run.dedupeWindow(), factsRefused));
    if (!search.succeeds()) {
      findings.violation(
          stream,
          "no order of its operations explains their answers: %s".formatted(search.stuck()));
    }
    findings.count("steps", search.steps());
    if (evidence.over()) {
      operations.stream()
          .filter(Linearizable::isForgotten)
          .forEach(forgotten -> checkForgotten(forgotten, operations));
    }
  }

  private static boolean isForgotten(Operation operation) {
    return operation.answer() instanceof Answer.Rejected rejected
        && rejected.reason().equals(Register.FORGOTTEN);
  }

  /**
   * The search places it where it was refused; the head that is told was there till it was told.
   */
  private void checkForgotten(Operation forgotten, List<Operation> operations) {
    long head = ((Answer.Rejected) Objects.requireNonNull(forgotten.answer())).actual();
    boolean was =
        operations.stream()
            .anyMatch(one -> leavesAt(one, head) && one.invoked() < forgotten.responded());
    if (head != 0 && !was) {
      findings.violation(
          Objects.requireNonNull(forgotten.position()),
          "was forgotten at version %d, at which no append had left its stream by then"
              .formatted(head));
    }
  }

  private static boolean leavesAt(Operation operation, long head) {
    return operation.answer() instanceof Answer.Accepted accepted
        && accepted.first() + operation.sent().events().size() - 1 == head;
  }
}
