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
 * COMPLETE: every position below upto has its outcome, and upto never falls; at the end of a run
 * every position is below upto, and every rejection and every exception was published. What is told
 * of a position tells of what was sent there.
 */
final class Complete {
  private final Evidence evidence;
  private final Findings findings =
      new Findings(Invariant.COMPLETE, "positions below upto", "entries in the log");

  Complete(Evidence evidence) {
    this.evidence = evidence;
  }

  Verdict check() {
    Map<Source, Long> before = new HashMap<>();
    for (Tables look : evidence.looks()) {
      Map<Source, Long> upto = upto(look);
      checkNotFallen(look, before, upto);
      checkBelowUpto(look, upto);
      new LogChains(look, findings).check();
      before = upto;
    }
    new AsSent(evidence, findings).check();
    if (evidence.over()) {
      evidence.acknowledged().forEach(this::checkArrived);
      evidence.newest().refused().values().forEach(this::checkRejectionPublished);
      evidence.newest().accepted().forEach(this::checkExceptionPublished);
    }
    return findings.verdict();
  }

  private static Map<Source, Long> upto(Tables look) {
    Map<Source, Long> upto = new HashMap<>();
    for (ProgressRow row : look.progress()) {
      upto.merge(row.source(), row.upto(), Math::max);
    }
    return upto;
  }

  private void checkNotFallen(Tables look, Map<Source, Long> before, Map<Source, Long> now) {
    before.forEach(
        (source, upto) -> {
          Long later = now.get(source);
          if (later == null || later < upto) {
            findings.violation(
                Position.of(source, upto),
                "upto was there, and is %s in look %d".formatted(later, look.look().number()));
          }
        });
  }

  private void checkBelowUpto(Tables look, Map<Source, Long> upto) {
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
        findings.late(
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
    if (sent == null) {
      return;
    }
    long before = rows.get(0).version() - rows.get(0).index() - 1;
    // A decision that met another version has no exception: it should not have been accepted.
    boolean met = !sent.fact() || sent.expected().matches(before);
    List<String> events = rows.stream().map(EventRow::event).toList();
    checkPublished(position, Published.EXCEPTION, met ? List.of() : events);
  }

  private void checkPublished(Position position, String outcome, List<String> events) {
    findings.count(outcome + " events", events.size());
    List<String> published =
        evidence.reports(position).stream()
            .filter(report -> report.outcome().equals(outcome))
            .map(Published::event)
            .toList();
    if (!evidence.run().exactlyOnce()) {
      published = published.stream().distinct().toList();
    }
    String told = "as %s there should be %s, but there is %s".formatted(outcome, events, published);
    if (isBeginningOf(events, published)) {
      findings.late(position, told);
    } else if (!published.equals(events)) {
      findings.violation(position, told);
    }
  }

  private static boolean isBeginningOf(List<String> all, List<String> some) {
    return some.size() < all.size() && some.equals(all.subList(0, some.size()));
  }
}
