package dev.annals.faults.checker;

import dev.annals.faults.history.EventRow;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.Sent;
import dev.annals.faults.history.SentEvent;
import dev.annals.faults.history.Source;
import dev.annals.faults.history.StreamName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operations of each stream: one for each record in a topic, and, while a run is under way, one
 * for each request that may be in a topic.
 */
final class Operations {
  private record Version(StreamName stream, long version) {}

  private final Evidence evidence;
  private final Map<Position, Long> seen = new HashMap<>();
  private final Map<Position, Answer> reported = new HashMap<>();

  Operations(Evidence evidence) {
    this.evidence = evidence;
    for (Tables look : evidence.looks()) {
      long ended = look.look().ended();
      look.accepted().keySet().forEach(position -> see(position, ended));
      look.refused().keySet().forEach(position -> see(position, ended));
    }
    Map<Version, Position> positions = new HashMap<>();
    for (List<EventRow> rows : evidence.newest().streams().values()) {
      rows.forEach(row -> positions.put(new Version(row.stream(), row.version()), row.position()));
    }
    Map<String, List<Position>> senders = senders();
    for (Published record : evidence.published()) {
      Position position = record.position();
      Long version = record.version();
      if (position != null) {
        reported.putIfAbsent(position, Answer.of(record));
      } else if (version != null) {
        position = positions.get(new Version(record.stream(), version));
        position = position == null ? onlyOne(senders, record, version) : position;
      }
      if (position != null) {
        see(position, record.at());
      }
    }
  }

  /** Which records have an event, by its id. */
  private Map<String, List<Position>> senders() {
    Map<String, List<Position>> senders = new HashMap<>();
    evidence
        .arrivals()
        .forEach(
            (position, sent) -> {
              if (sent != null) {
                for (SentEvent event : sent.events()) {
                  senders.computeIfAbsent(event.id(), none -> new ArrayList<>()).add(position);
                }
              }
            });
    return senders;
  }

  /**
   * The record that an event came from which is published but was in no look yet; null where
   * several have it. Its answer is known by that.
   */
  private @Nullable Position onlyOne(
      Map<String, List<Position>> senders, Published record, long version) {
    List<Position> all = senders.getOrDefault(record.event(), List.of());
    Sent sent = all.size() == 1 ? evidence.arrivals().get(all.get(0)) : null;
    if (sent == null) {
      return null;
    }
    int index = sent.events().stream().map(SentEvent::id).toList().indexOf(record.event());
    reported.putIfAbsent(all.get(0), new Answer.Accepted(version - index));
    return all.get(0);
  }

  private void see(Position position, long at) {
    seen.merge(position, at, Math::min);
  }

  /** By stream, numbered in the order of sources and positions. */
  Map<StreamName, List<Operation>> byStream() {
    Map<StreamName, List<Operation>> streams = new HashMap<>();
    Map<StreamName, Map<Source, Integer>> accepted = new HashMap<>();
    Set<String> arrived = new HashSet<>();
    for (Position position : inOrder(evidence.arrivals().keySet())) {
      Sent sent = evidence.arrivals().get(position);
      Answer answer = answer(position);
      if (sent == null) {
        continue;
      }
      arrived.add(sent.request());
      if (answer == null ? evidence.over() : answer instanceof Answer.Undecodable) {
        continue; // no append, or, as COMPLETE says by then, none that anybody knows of
      }
      List<Operation> stream = streams.computeIfAbsent(sent.stream(), none -> new ArrayList<>());
      Map<Source, Integer> last = accepted.computeIfAbsent(sent.stream(), none -> new HashMap<>());
      int after = last.getOrDefault(position.source(), -1);
      long responded = seen.getOrDefault(position, Operation.NEVER);
      if (answer instanceof Answer.Accepted) {
        last.put(position.source(), stream.size());
      }
      stream.add(new Operation(stream.size(), sent, position, sent.at(), responded, answer, after));
    }
    if (!evidence.over()) {
      addThoseThatMayHaveArrived(streams, arrived);
    }
    return streams;
  }

  private @Nullable Answer answer(Position position) {
    for (Tables look : evidence.looks()) {
      Answer answer = look.answer(position);
      if (answer != null) {
        return answer;
      }
    }
    return reported.get(position);
  }

  private static List<Position> inOrder(Set<Position> positions) {
    return positions.stream()
        .sorted(
            Comparator.comparing(Position::topic)
                .thenComparingInt(Position::partition)
                .thenComparingLong(Position::offset))
        .toList();
  }

  private void addThoseThatMayHaveArrived(
      Map<StreamName, List<Operation>> streams, Set<String> arrived) {
    for (Sent sent : evidence.requests().values()) {
      if (!arrived.contains(sent.request())) {
        List<Operation> stream = streams.computeIfAbsent(sent.stream(), none -> new ArrayList<>());
        stream.add(new Operation(stream.size(), sent, null, sent.at(), Operation.NEVER, null, -1));
      }
    }
  }
}
