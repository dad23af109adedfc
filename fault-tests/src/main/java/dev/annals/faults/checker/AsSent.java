package dev.annals.faults.checker;

import dev.annals.faults.history.Expected;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.RefusedRow;
import dev.annals.faults.history.Sent;
import dev.annals.faults.history.SentEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refusals, rejections and exceptions tell of the request that is at their position: its stream,
 * the version that it expected, its events. All that is sent is good, so none of it is undecodable.
 */
final class AsSent {
  private final Evidence evidence;
  private final Findings findings;

  AsSent(Evidence evidence, Findings findings) {
    this.evidence = evidence;
    this.findings = findings;
  }

  void check() {
    evidence.looks().forEach(look -> look.refused().values().forEach(this::check));
    evidence.published().forEach(this::check);
  }

  private void check(RefusedRow row) {
    Sent sent = evidence.arrivals().get(row.position());
    if (sent == null) {
      foreign(row.position(), row);
    } else if (row.outcome().equals(RefusedRow.UNDECODABLE)) {
      findings.violation(
          row.position(), "was sent as an event and called undecodable: %s".formatted(sent));
    } else {
      List<String> ids = sent.events().stream().map(SentEvent::id).toList();
      boolean same =
          sent.stream().equals(row.stream())
              && isSame(sent.expected(), row.expected())
              && ids.equals(row.events());
      compared(row.position(), same, sent, row);
    }
  }

  private void check(Published record) {
    Position position = record.position();
    if (record.outcome().equals(Published.ACCEPTED)) {
      return;
    }
    if (position == null) {
      findings.violation(record.place(), "tells of no position: %s".formatted(record));
      return;
    }
    Sent sent = evidence.arrivals().get(position);
    if (sent == null) {
      foreign(position, record);
    } else {
      boolean same =
          sent.stream().equals(record.stream())
              && isSame(sent.expected(), record.expected())
              && sent.events().stream().anyMatch(event -> isOf(record, event));
      compared(position, same, sent, record);
    }
  }

  private static boolean isSame(Expected sent, @Nullable Expected told) {
    return told != null && told.means(sent);
  }

  private static boolean isOf(Published record, SentEvent event) {
    return event.id().equals(record.event()) && event.content().equals(record.content());
  }

  private void compared(Position position, boolean same, Sent sent, Object told) {
    findings.count("told as sent", 1);
    if (!same) {
      findings.violation(position, "asked for %s, but is told as %s".formatted(sent, told));
    }
  }

  /** Until a run is over, it is not known what is in the topics. */
  private void foreign(Position position, Object told) {
    if (evidence.over()) {
      findings.violation(position, "has nothing of the workload, but there is %s".formatted(told));
    }
  }
}
