package dev.annals.faults.rig;

import dev.annals.faults.history.Arrived;
import dev.annals.faults.history.BucketRow;
import dev.annals.faults.history.EventRow;
import dev.annals.faults.history.History;
import dev.annals.faults.history.Look;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.RefusedRow;
import dev.annals.faults.history.Sent;
import dev.annals.faults.history.Unacknowledged;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How much of what there was in histories, under names for people. */
final class Tally {
  private final Map<String, Map<String, Long>> groups = new TreeMap<>();

  /** Counts the history of one run. */
  void add(History history) {
    for (Sent sent : history.all(Sent.class)) {
      count("Requests", sent.kind().name().toLowerCase(Locale.ROOT));
    }
    count("Requests", "not acknowledged by Kafka", history.all(Unacknowledged.class).size());
    count("Requests", "records in topics", history.all(Arrived.class).size());
    int last = history.all(Look.class).stream().mapToInt(Look::number).max().orElse(0);
    count("Tables", "looks at all of them", history.all(Look.class).size());
    history.all(EventRow.class).stream()
        .filter(row -> row.look() == last)
        .forEach(
            row -> {
              count("Tables", "events");
              if (row.index() == 0) {
                count("Answers", "accepted");
              }
            });
    long streams = history.all(BucketRow.class).stream().map(BucketRow::stream).distinct().count();
    count("Tables", "streams", streams);
    for (RefusedRow row : history.all(RefusedRow.class)) {
      if (row.look() == last) {
        String reason = row.reason() == null ? "" : ": " + row.reason();
        count("Answers", row.outcome().toLowerCase(Locale.ROOT) + reason);
      }
    }
    for (Published record : history.all(Published.class)) {
      count("Published", record.committed() ? record.outcome() : "aborted");
    }
  }

  long of(String group, String what) {
    return group(group).getOrDefault(what, 0L);
  }

  Map<String, Map<String, Long>> groups() {
    return groups;
  }

  private void count(String group, String what) {
    count(group, what, 1);
  }

  private void count(String group, String what, long more) {
    group(group).merge(what, more, Long::sum);
  }

  private Map<String, Long> group(String group) {
    return groups.computeIfAbsent(group, none -> new TreeMap<>());
  }
}
