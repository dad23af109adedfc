package dev.annals.store.log;

import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The layout of an event within a body: its components in their order. Times are milliseconds
 * before or after the time it was decided, which whoever holds the event packs. Attributes are
 * sorted, so that equal events have equal bytes.
 */
final class EventCodec {
  private EventCodec() {}

  static void write(BodyWriter out, NewEvent event, Instant decidedAt) {
    out.text(event.id().text());
    out.text(event.type());
    out.unsigned(event.schemaVersion());
    out.optionalText(event.schemaId());
    out.optionalText(event.contentType());
    out.optional(event.payload());
    out.unsigned(event.attributes().size());
    for (Map.Entry<String, String> attribute : new TreeMap<>(event.attributes()).entrySet()) {
      out.text(attribute.getKey());
      out.text(attribute.getValue());
    }
    out.optional(event.key());
    out.optional(event.headers());
    Instant eventTime = event.eventTime();
    out.flag(eventTime != null);
    if (eventTime != null) {
      out.signed(eventTime.toEpochMilli() - decidedAt.toEpochMilli());
    }
  }

  static NewEvent read(BodyReader in, Instant decidedAt) {
    EventId id = new EventId(in.text());
    String type = in.text();
    int schemaVersion = (int) in.unsigned();
    String schemaId = in.optionalText();
    String contentType = in.optionalText();
    Bytes payload = in.optional();
    Map<String, String> attributes = new HashMap<>();
    for (int left = in.count(); left > 0; left--) {
      attributes.put(in.text(), in.text());
    }
    Bytes key = in.optional();
    Bytes headers = in.optional();
    Instant eventTime = readTime(in, decidedAt);
    return new NewEvent(
        id,
        type,
        schemaVersion,
        schemaId,
        contentType,
        payload,
        attributes,
        key,
        headers,
        eventTime);
  }

  static void writeAll(BodyWriter out, List<NewEvent> events, Instant decidedAt) {
    out.unsigned(events.size());
    for (NewEvent event : events) {
      write(out, event, decidedAt);
    }
  }

  static List<NewEvent> readAll(BodyReader in, Instant decidedAt) {
    int count = in.count();
    List<NewEvent> events = new ArrayList<>(count);
    for (int left = count; left > 0; left--) {
      events.add(read(in, decidedAt));
    }
    return events;
  }

  private static @Nullable Instant readTime(BodyReader in, Instant decidedAt) {
    return in.flag() ? Instant.ofEpochMilli(decidedAt.toEpochMilli() + in.signed()) : null;
  }
}
