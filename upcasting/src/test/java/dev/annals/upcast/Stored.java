package dev.annals.upcast;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as they are stored, and what rules make of them, in short. */
final class Stored {
  private Stored() {}

  /** The event {@code /shop 4711} of {@code order/17}, at version 3. */
  static RecordedEvent event(String type, int schemaVersion, String payload) {
    return event(type, schemaVersion, null, payload.getBytes(UTF_8));
  }

  static RecordedEvent event(
      String type, int schemaVersion, @Nullable String contentType, byte @Nullable [] payload) {
    NewEvent event =
        new NewEvent(
            EventId.of("/shop", "4711"),
            type,
            schemaVersion,
            null,
            contentType,
            payload == null ? null : Bytes.of(payload),
            Map.of("correlationid", "c1"),
            null,
            null,
            Instant.parse("2026-01-31T10:00:00Z"));
    return new RecordedEvent(
        new StreamId("order", "17"),
        3,
        event,
        Instant.parse("2026-01-31T10:00:01Z"),
        new SourcePosition(new Source("orders", 0, "1"), 5),
        0);
  }

  static UpcastChain chain(String rules) {
    return UpcastChain.of(JsonRules.parse(rules));
  }

  /** {@code id type@version payload} for each event that it is shown as; or what it says. */
  static List<String> shown(Upcast upcast) {
    if (upcast instanceof Upcast.AsStored) {
      return List.of("as stored");
    }
    if (upcast instanceof Upcast.Failed failed) {
      return List.of("fails: " + failed.reason());
    }
    List<String> texts = new ArrayList<>();
    for (RecordedEvent event : ((Upcast.Into) upcast).events()) {
      NewEvent shown = event.event();
      Bytes payload = shown.payload();
      texts.add(
          "%s %s@%d %s"
              .formatted(
                  shown.id().text().replace("/shop ", ""),
                  shown.type(),
                  shown.schemaVersion(),
                  payload == null ? "none" : new String(payload.toArray(), UTF_8)));
    }
    return texts;
  }
}
