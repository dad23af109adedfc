package dev.annals.faults.rig;

import dev.annals.faults.history.Arrived;
import dev.annals.faults.history.EventRow;
import dev.annals.faults.history.History;
import dev.annals.faults.history.Look;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.RefusedRow;
import dev.annals.faults.history.Sent;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** How many records of each outcome the newest look wants to be published. */
final class Due {
  private Due() {}

  static Map<String, Long> of(History history) {
    int look = history.all(Look.class).stream().mapToInt(Look::number).max().orElseThrow();
    Map<String, Sent> requests = new HashMap<>();
    history.all(Sent.class).forEach(sent -> requests.put(sent.request(), sent));
    Map<Position, Sent> arrivals = new HashMap<>();
    for (Arrived arrived : history.all(Arrived.class)) {
      Sent sent = requests.get(Objects.requireNonNullElse(arrived.request(), ""));
      if (sent != null) {
        arrivals.put(arrived.position(), sent);
      }
    }
    Map<String, Long> due = new HashMap<>();
    for (EventRow row : history.all(EventRow.class)) {
      if (row.look() == look) {
        due.merge(Published.ACCEPTED, 1L, Long::sum);
        Sent sent = arrivals.get(row.position());
        if (sent != null && !sent.expected().matches(row.version() - row.index() - 1)) {
          due.merge(Published.EXCEPTION, 1L, Long::sum);
        }
      }
    }
    for (RefusedRow row : history.all(RefusedRow.class)) {
      if (row.look() == look && row.outcome().equals(RefusedRow.REJECTED)) {
        due.merge(Published.REJECTED, (long) row.events().size(), Long::sum);
      }
    }
    return due;
  }
}
