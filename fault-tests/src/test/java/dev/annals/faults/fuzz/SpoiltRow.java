package dev.annals.faults.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A row of {@code events} of an event that was good, with one thing wrong in it. */
enum SpoiltRow {
  KEY(
      "key",
      row ->
          new EventSeen(
              row.partition(),
              row.offset(),
              row.version(),
              row.index(),
              null,
              row.event(),
              "k".getBytes(UTF_8),
              row.headers(),
              row.timestamp())),
  HEADER_VALUE(
      "header",
      row -> headers(row, row.headers().size() - 1, new FuzzedHeader(FuzzedRecord.NUMBER, null))),
  HEADER_NAME(
      "header", row -> headers(row, 0, new FuzzedHeader("h", row.headers().get(0).value()))),
  DROPPED_HEADER("header", row -> with(row, row.headers().subList(1, row.headers().size()))),
  TURNED_HEADERS(
      "header", row -> headers(headers(row, 0, row.headers().get(1)), 1, row.headers().get(0))),
  TIMESTAMP(
      "timestamp",
      row ->
          new EventSeen(
              row.partition(),
              row.offset(),
              row.version(),
              row.index(),
              null,
              row.event(),
              row.key(),
              row.headers(),
              Objects.requireNonNull(row.timestamp()) + 1)),
  CUT_ENTITY_ID("entity id", row -> event(row, row.event().entityType(), "s", row.event().id())),
  ENTITY_TYPE(
      "entity type", row -> event(row, "another", row.event().entityId(), row.event().id())),
  EVENT_ID(
      "id", row -> event(row, row.event().entityType(), row.event().entityId(), "/fuzz another")),
  TYPE("type", row -> event(row, "t", row.event().contentType(), Map.of(), row.event().payload())),
  CONTENT_TYPE(
      "content type",
      row -> event(row, row.event().type(), "text/plain", Map.of(), row.event().payload())),
  ATTRIBUTE(
      "attribute",
      row -> event(row, row.event().type(), null, Map.of("trace", "1"), row.event().payload())),
  VALUE("value", row -> event(row, row.event().type(), null, Map.of(), null));

  private final String what;

  @SuppressWarnings("ImmutableEnumChecker") // A function without state.
  private final UnaryOperator<EventSeen> spoiling;

  SpoiltRow(String what, UnaryOperator<EventSeen> spoiling) {
    this.what = what;
    this.spoiling = spoiling;
  }

  /** What the audit calls it. */
  String what() {
    return what;
  }

  EventSeen of(EventSeen row) {
    return spoiling.apply(row);
  }

  private static EventSeen headers(EventSeen row, int index, FuzzedHeader header) {
    List<FuzzedHeader> headers = new ArrayList<>(row.headers());
    headers.set(index, header);
    return with(row, headers);
  }

  private static EventSeen with(EventSeen row, List<FuzzedHeader> headers) {
    return new EventSeen(
        row.partition(),
        row.offset(),
        row.version(),
        row.index(),
        null,
        row.event(),
        row.key(),
        headers,
        row.timestamp());
  }

  private static EventSeen event(EventSeen row, String entityType, String entityId, String id) {
    FuzzedEvent event = row.event();
    return with(
        row,
        new FuzzedEvent(
            entityType,
            entityId,
            id,
            event.type(),
            event.contentType(),
            event.attributes(),
            event.payload()));
  }

  private static EventSeen event(
      EventSeen row,
      String type,
      @Nullable String contentType,
      Map<String, String> attributes,
      byte @Nullable [] payload) {
    FuzzedEvent event = row.event();
    return with(
        row,
        new FuzzedEvent(
            event.entityType(),
            event.entityId(),
            event.id(),
            type,
            contentType,
            attributes,
            payload));
  }

  static EventSeen with(EventSeen row, FuzzedEvent event) {
    return new EventSeen(
        row.partition(),
        row.offset(),
        row.version(),
        row.index(),
        row.first(),
        event,
        row.key(),
        row.headers(),
        row.timestamp());
  }

  static EventSeen startingAt(EventSeen row, long first) {
    return new EventSeen(
        row.partition(),
        row.offset(),
        row.version(),
        row.index(),
        first,
        row.event(),
        row.key(),
        row.headers(),
        row.timestamp());
  }

  static EventSeen at(EventSeen row, long version, int index) {
    return new EventSeen(
        row.partition(),
        row.offset(),
        version,
        index,
        null,
        row.event(),
        row.key(),
        row.headers(),
        row.timestamp());
  }
}
