package dev.annals.faults.checker;

import dev.annals.faults.history.Acknowledged;
import dev.annals.faults.history.EventRow;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.ProgressRow;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.RefusedRow;
import dev.annals.faults.history.Sent;
import dev.annals.faults.history.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * COMPLETE: every position below upto has its outcome; at the end of a run every position is below
 * upto, and every rejection and every exception was published.
 */
final class Complete {
  private final Evidence evidence;
  private final Findings findings =
      new Findings(Invariant.COMPLETE, "positions below upto", "entries in the log");

  Complete(Evidence evidence) {
    this.evidence = evidence;
  }

  Verdict check() {
    for (Tables look : evidence.looks()) {
      checkBelowUpto(look);
      new LogChains(look, findings).check();
    }
    if (evidence.over()) {
      evidence.acknowledged().forEach(this::checkArrived);
      evidence.newest().refused().values().forEach(this::checkRejectionPublished);
      evidence.newest().accepted().forEach(this::checkExceptionPublished);
    }
    return findings.verdict();
  }

  private void checkBelowUpto(Tables look) {
    Map<Source, Long> upto = new HashMap<>();
    for (ProgressRow row : look.progress()) {
      upto.merge(row.source(), row.upto(), Math::max);
    }
    boolean over = look == evidence.newest() && evidence.over();
    for (Position position : evidence.arrivals().keySet()) {
      if (position.offset() < upto.getOrDefault(position.source(), 0L)) {
        findings.count("positions below upto", 1);
        if (look.answer(position) == null) {
          findings.violation(
              position,
              "upto is %d in look %d, but neither events nor refused has it"
                  .formatted(upto.get(position.source()), look.look().number()));
        }
      } else if (over) {
        findings.violation(
            position, "the run is over, but upto is %s".formatted(upto.get(position.source())));
      }
    }
  }

  /** What Kafka said it has is in the topic; else all that follows would be about less. */
  private void checkArrived(Acknowledged acknowledged) {
    findings.count("acknowledged", 1);
    Sent sent = evidence.arrivals().get(acknowledged.position());
    if (sent == null || !sent.request().equals(acknowledged.request())) {
      findings.violation(
          acknowledged.position(),
          "request %s was acknowledged, but the topic has %s there"
              .formatted(acknowledged.request(), sent));
    }
  }

  private void checkRejectionPublished(RefusedRow row) {
    if (!row.outcome().equals(RefusedRow.REJECTED)) {
      return;
    }
    checkPublished(row.position(), Published.REJECTED, row.events());
  }

  private void checkExceptionPublished(Position position, List<EventRow> rows) {
    Sent sent = evidence.arrivals().get(position);
    if (sent == null || !sent.fact()) {
      return;
    }
    long before = rows.get(0).version() - rows.get(0).index() - 1;
    checkPublished(
        position,
        Published.EXCEPTION,
        sent.expected().matches(before) ? List.of() : rows.stream().map(EventRow::event).toList());
  }

  private void checkPublished(Position position, String outcome, List<String> events) {
    findings.count(outcome + " events", events.size());
    List<String> published =
        evidence.reports(position).stream()
            .filter(report -> report.outcome().equals(outcome))
            .map(Published::event)
            .toList();
    boolean same =
        evidence.run().exactlyOnce()
            ? published.equals(events)
            : published.stream().distinct().toList().equals(events);
    if (!same) {
      findings.violation(
          position,
          "as %s there should be %s, but there is %s".formatted(outcome, events, published));
    }
  }
}
