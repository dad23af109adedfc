package dev.annals.faults.checker;

import dev.annals.faults.history.EventRow;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.Sent;
import dev.annals.faults.history.SentEvent;
import dev.annals.faults.history.StreamName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** ONCE: a position appends at most once, and what it asked for; an id has one version. */
final class Once {
  private final Evidence evidence;
  private final Findings findings = new Findings(Invariant.ONCE, "positions", "ids");

  Once(Evidence evidence) {
    this.evidence = evidence;
  }

  Verdict check() {
    evidence.newest().accepted().forEach(this::checkPosition);
    evidence.newest().streams().forEach(this::checkIds);
    return findings.verdict();
  }

  private void checkPosition(Position position, List<EventRow> rows) {
    findings.count("positions", 1);
    Sent sent = evidence.arrivals().get(position);
    if (sent == null) {
      findings.violation(
          position, "appended %s, but nothing of the workload is there".formatted(rows));
      return;
    }
    long first = rows.get(0).version() - rows.get(0).index();
    List<SentEvent> events = sent.events();
    boolean whole = rows.size() == events.size();
    for (int i = 0; whole && i < rows.size(); i++) {
      EventRow row = rows.get(i);
      whole =
          row.stream().equals(sent.stream())
              && row.version() == first + row.index()
              && row.index() < events.size()
              && (i == 0 || row.index() == rows.get(i - 1).index() + 1)
              && isOf(row, events.get(row.index()));
    }
    if (!whole) {
      findings.violation(position, "asked for %s, and appended %s".formatted(sent, rows));
    }
  }

  private static boolean isOf(EventRow row, SentEvent event) {
    return new SentEvent(row.event(), row.type(), row.content()).equals(event);
  }

  private void checkIds(StreamName stream, List<EventRow> rows) {
    Map<String, Long> versions = new HashMap<>();
    for (EventRow row : rows) {
      findings.count("ids", 1);
      Long before = versions.put(row.event(), row.version());
      if (before == null) {
        continue;
      }
      if (row.version() - before <= evidence.run().dedupeWindow()) {
        findings.violation(
            stream + "@" + row.version(),
            "event %s is at version %d already, within the last %d events"
                .formatted(row.event(), before, evidence.run().dedupeWindow()));
      } else {
        findings.count("ids again beyond the window", 1);
      }
    }
  }
}
