package dev.annals.faults.checker;

import dev.annals.faults.history.EventRow;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.RefusedRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** DECIDED: whoever tells the outcome of a position, and whenever, tells the same. */
final class Decided {
  private final Evidence evidence;
  private final Map<Position, Answer> told = new HashMap<>();
  private final Findings findings =
      new Findings(Invariant.DECIDED, "positions", "outcomes told again");

  Decided(Evidence evidence) {
    this.evidence = evidence;
  }

  Verdict check() {
    for (Tables look : evidence.looks()) {
      for (Map.Entry<Position, List<EventRow>> rows : look.accepted().entrySet()) {
        tell(rows.getKey(), Answer.of(rows.getValue()), "events, look " + look.look().number());
      }
      for (Map.Entry<Position, RefusedRow> row : look.refused().entrySet()) {
        tell(row.getKey(), Answer.of(row.getValue()), "refused, look " + look.look().number());
      }
    }
    for (Position position : evidence.reported()) {
      for (Published report : evidence.reports(position)) {
        tell(position, Answer.of(report), report.place());
      }
    }
    checkNothingTakenBack();
    findings.count("positions", told.size());
    return findings.verdict();
  }

  private void tell(Position position, Answer answer, String where) {
    Answer before = told.putIfAbsent(position, answer);
    if (before == null) {
      return;
    }
    findings.count("outcomes told again", 1);
    if (!before.equals(answer)) {
      findings.violation(position, "was %s, and is %s in %s".formatted(before, answer, where));
    }
  }

  private void checkNothingTakenBack() {
    if (!evidence.over()) {
      return;
    }
    told.forEach(
        (position, answer) -> {
          if (!(answer instanceof Answer.Accepted) && evidence.newest().answer(position) == null) {
            findings.violation(
                position, "was %s, and no table tells it any more".formatted(answer));
          }
        });
  }
}
