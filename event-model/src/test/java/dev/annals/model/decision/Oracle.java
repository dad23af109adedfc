package dev.annals.model.decision;

import dev.annals.model.AppendRequest;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.RecordedEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Says what becomes of one request that finds these rows, in the plainest way there is: no state,
 * no window but a sublist, no transaction. Speaks {@link Notation}.
 */
final class Oracle {
  private Oracle() {}

  static String decide(List<RecordedEvent> rows, AppendRequest request, int window) {
    List<EventId> ids = request.events().stream().map(NewEvent::id).toList();
    List<EventId> there = rows.stream().map(row -> row.event().id()).toList();
    String expected = request.expected().text();
    boolean counts = request.onConflict() == OnConflict.REJECT;
    if (counts && (expected.equals("none") || Character.isDigit(expected.charAt(0)))) {
      long number = expected.equals("none") ? 0 : Long.parseLong(expected);
      if (number < rows.size()) {
        int from = (int) number;
        return standAt(there, from, ids)
            ? seen(rows, from, request)
            : "VERSION_CONFLICT " + there.get(from);
      }
    }
    Set<EventId> distinct = new HashSet<>();
    for (EventId id : ids) {
      if (!distinct.add(id)) {
        return "ID_REPEATED " + id;
      }
    }
    List<EventId> recent = there.subList(Math.max(0, there.size() - window), there.size());
    for (EventId id : ids) {
      if (recent.contains(id)) {
        int from = there.lastIndexOf(id) - ids.indexOf(id);
        return from >= 0 && standAt(there, from, ids) ? seen(rows, from, request) : "PARTLY_SEEN";
      }
    }
    boolean met = request.expected().matches(rows.size());
    if (!met && counts) {
      return "VERSION_CONFLICT";
    }
    String versions = Integer.toString(rows.size() + 1);
    if (ids.size() > 1) {
      versions += "-" + (rows.size() + ids.size());
    }
    return "accepted " + versions + (met ? "" : " !" + rows.size());
  }

  private static boolean standAt(List<EventId> there, int from, List<EventId> ids) {
    return from + ids.size() <= there.size() && there.subList(from, from + ids.size()).equals(ids);
  }

  private static String seen(List<RecordedEvent> rows, int from, AppendRequest request) {
    for (int i = 0; i < request.events().size(); i++) {
      NewEvent there = rows.get(from + i).event();
      if (!Objects.equals(there.payload(), request.events().get(i).payload())) {
        return "ID_REUSED " + there.id();
      }
    }
    return "duplicate " + (from + 1);
  }
}
