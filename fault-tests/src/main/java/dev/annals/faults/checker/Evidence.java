package dev.annals.faults.checker;

import dev.annals.faults.history.Acknowledged;
import dev.annals.faults.history.Arrived;
import dev.annals.faults.history.History;
import dev.annals.faults.history.Look;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.Run;
import dev.annals.faults.history.Sent;
import dev.annals.faults.history.StreamName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A history, sorted by what is asked of it. */
final class Evidence {
  private final Run run;
  private final List<Tables> looks;
  private final Map<String, Sent> requests = new LinkedHashMap<>();
  private final Map<Position, @Nullable Sent> arrivals = new LinkedHashMap<>();
  private final List<Acknowledged> acknowledged;
  private final List<Published> published = new ArrayList<>();
  private final Map<Position, List<Published>> reports = new HashMap<>();
  private long aborted;

  Evidence(History history) {
    this.run = history.run();
    this.looks = Tables.of(history);
    this.acknowledged = history.all(Acknowledged.class);
    history.all(Sent.class).forEach(sent -> requests.put(sent.request(), sent));
    for (Arrived arrived : history.all(Arrived.class)) {
      String request = arrived.request();
      arrivals.put(arrived.position(), request == null ? null : requests.get(request));
    }
    for (Published record : history.all(Published.class)) {
      if (!record.committed()) {
        aborted++;
        continue;
      }
      published.add(record);
      Position position = record.position();
      if (position != null) {
        reports.computeIfAbsent(position, none -> new ArrayList<>()).add(record);
      }
    }
    published.sort(
        Comparator.comparing(Published::topic)
            .thenComparingInt(Published::partition)
            .thenComparingLong(Published::offset));
  }

  Run run() {
    return run;
  }

  /** All looks, the earliest first. */
  List<Tables> looks() {
    return looks;
  }

  /** The newest look; one without rows where nobody looked. */
  Tables newest() {
    return looks.isEmpty()
        ? Tables.of(new History(List.of(new Look(0, false, 0, 0)))).get(0)
        : looks.get(looks.size() - 1);
  }

  /** Whether the run was over at the newest look: what is not there then never comes. */
  boolean over() {
    return newest().look().last();
  }

  Map<String, Sent> requests() {
    return requests;
  }

  /** Records in the topics, in their order; null where one is none of the workload's. */
  Map<Position, @Nullable Sent> arrivals() {
    return arrivals;
  }

  List<Acknowledged> acknowledged() {
    return acknowledged;
  }

  /** Committed records in the order of their places. */
  List<Published> published() {
    return published;
  }

  /** How many records no reader of committed ones sees: they count for nothing else. */
  long aborted() {
    return aborted;
  }

  /** Committed records with this outcome, by stream. */
  Map<StreamName, List<Published>> published(String outcome) {
    Map<StreamName, List<Published>> byStream = new LinkedHashMap<>();
    for (Published record : published) {
      if (record.outcome().equals(outcome)) {
        byStream.computeIfAbsent(record.stream(), none -> new ArrayList<>()).add(record);
      }
    }
    return byStream;
  }

  /** Committed rejections and exceptions of a position. */
  List<Published> reports(Position position) {
    return reports.getOrDefault(position, List.of());
  }

  /** All positions of which there is a report. */
  Iterable<Position> reported() {
    return reports.keySet();
  }
}
