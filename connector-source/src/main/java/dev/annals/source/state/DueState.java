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
 * @param when states are published
 * @param events of the stream in this poll, in order
 * @param after the event it is published after; it is the state after that, or a newer one
 */
record DueState(StateRule rule, StateWhen when, List<RecordedEvent> events, RecordedEvent after) {
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
      if (event.event().closes()
          || when.lastDue(event.version(), rule.every()) == event.version()) {
        due.remove(event.stream());
        due.put(event.stream(), new DueState(rule, when, ofStream, event));
      }
    }
    return List.copyOf(due.values());
  }

  StreamId stream() {
    return after.stream();
  }

  /** Of the event. */
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

  /** The highest version up to this one at which a state is due; 0: none. */
  long lastDue(long version) {
    return when.lastDue(version, rule.every());
  }
}
