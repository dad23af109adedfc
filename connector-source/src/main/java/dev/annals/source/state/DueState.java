package dev.annals.source.state;

import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A state that is published with the events of a poll: one for each stream at most.
 *
 * @param rule how it is told
 * @param events of the stream in this poll, in order
 * @param after the event it is the state after
 */
record DueState(StateRule rule, List<RecordedEvent> events, RecordedEvent after) {
  /** The states due with these events, in the order of the events they come after. */
  static List<DueState> with(
      List<RecordedEvent> events, Map<String, StateRule> rules, StateWhen when) {
    Map<StreamId, List<RecordedEvent>> streams = new HashMap<>();
    Map<StreamId, DueState> due = new LinkedHashMap<>();
    for (RecordedEvent event : events) {
      StateRule rule = rules.get(event.stream().entityType());
      if (rule == null) {
        continue;
      }
      List<RecordedEvent> ofStream =
          streams.computeIfAbsent(event.stream(), stream -> new ArrayList<>());
      ofStream.add(event);
      if (when == StateWhen.CHANGES || event.event().closes() || event.version() % rule.every() == 0) {
        due.remove(event.stream());
        due.put(event.stream(), new DueState(rule, ofStream, event));
      }
    }
    return List.copyOf(due.values());
  }

  StreamId stream() {
    return after.stream();
  }

  /** Of the state. */
  long version() {
    return after.version();
  }

  long firstVersion() {
    return events.get(0).version();
  }

  boolean isAfter(RecordedEvent event) {
    return version() == event.version() && stream().equals(event.stream());
  }

  /** Whether there is no state any more. */
  boolean isClosed() {
    return after.event().closes();
  }

  Folded.Failed failed(String reason) {
    return new Folded.Failed(version(), reason);
  }
}
