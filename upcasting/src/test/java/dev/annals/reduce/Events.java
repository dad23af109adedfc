package dev.annals.reduce;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.upcast.JsonRules;
import dev.annals.upcast.UpcastChain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of stream {@code order/17}, all of one type and schema version 1. */
final class Events {
  static final StreamId ORDER = new StreamId("order", "17");
  static final Instant NOW = Instant.parse("2026-11-23T10:11:12.345Z");

  private Events() {}

  static RecordedEvent event(long version, String payload) {
    return event(version, "changed", payload);
  }

  static RecordedEvent event(long version, String type, @Nullable String payload) {
    Bytes bytes = payload == null ? null : Bytes.of(payload.getBytes(UTF_8));
    return new RecordedEvent(
        ORDER,
        version,
        NewEvent.of(EventId.of("e" + version), type, bytes),
        NOW,
        new SourcePosition(new Source("orders", 0, "1"), version),
        0);
  }

  static List<RecordedEvent> events(List<String> payloads) {
    List<RecordedEvent> events = new ArrayList<>();
    for (String payload : payloads) {
      events.add(event(events.size() + 1, payload));
    }
    return events;
  }

  static UpcastChain chain(String rules) {
    return UpcastChain.of(JsonRules.parse(rules));
  }

  static State fold(Fold fold, State from, List<RecordedEvent> events) throws ReduceException {
    State state = from;
    for (RecordedEvent event : events) {
      state = fold.next(state, event);
    }
    return state;
  }

  /** The state's text after these events. */
  static String folded(Reducer reducer, UpcastChain chain, String... payloads)
      throws ReduceException {
    Fold fold = new Fold(reducer, chain);
    return fold(fold, fold.start(ORDER), events(List.of(payloads))).document().toString();
  }
}
