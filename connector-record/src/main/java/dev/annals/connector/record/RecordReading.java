package dev.annals.connector.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.connector.kind.Kept;
import dev.annals.connector.kind.KindWriter;
import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.Excerpt;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** One record on its way to an append, or to an instruction. */
final class RecordReading {
  private final RecordMapping mapping;
  private final SinkRecord record;
  private final String topic;
  private final SourcePosition at;
  private final HeaderClaims headers;
  private final RecordKey key;
  private final RecordValue value;
  private final KindWriter kinds;
  private final Needs needs = new Needs();

  RecordReading(RecordMapping mapping, SinkRecord record, SourcePosition at, KindWriter kinds)
      throws NotDecodable {
    this.mapping = mapping;
    this.record = record;
    this.topic = Origin.of(record).partition().topic();
    this.at = at;
    this.headers = new HeaderClaims(record.headers(), mapping);
    this.key = RecordKey.of(record, kinds);
    this.value = RecordValue.of(record, kinds);
    this.kinds = kinds;
  }

  DecodedRecord decoded() throws NotDecodable {
    String contentType = headers.contentType();
    ContentMode mode = ContentMode.of(contentType, mapping);
    Bytes bytes = value.bytes();
    if (bytes != null) {
      // What JSON becomes in memory is many times as large: that of five megabytes is never read.
      RecordDecoder.requireFits(bytes.size());
    }
    if (mode == ContentMode.BINARY) {
      JsonNode unannounced = contentType == null ? unannouncedCloudEvent() : null;
      return unannounced == null
          ? single(headers, value.isDocument() ? "application/json" : contentType)
          : structured(unannounced, ContentMode.CLOUDEVENT_JSON);
    }
    if (bytes == null) {
      throw new NotDecodable(
          "content type %s needs a value, but there is none: send one, or leave the content type out"
              .formatted(Excerpt.of(String.valueOf(contentType))));
    }
    return mode == ContentMode.STRUCTURED
        ? structured(CloudEventJson.object(bytes), contentType)
        : batch(CloudEventJson.array(bytes));
  }

  /** CloudEvents written by hand often come without a content type. */
  private @Nullable JsonNode unannouncedCloudEvent() throws NotDecodable {
    Bytes bytes = value.bytes();
    if (mapping.preset() != Preset.CLOUDEVENTS || bytes == null) {
      return null;
    }
    return headers.text(Meaning.EVENT_TYPE) == null ? CloudEventJson.recognise(bytes) : null;
  }

  private DecodedRecord structured(JsonNode node, @Nullable String contentType)
      throws NotDecodable {
    CloudEventClaims claims = new CloudEventClaims(node, headers);
    claims.requireValid();
    return single(claims, contentType);
  }

  /** The payload is the whole value, so that it comes back as it went in, also where it is JSON. */
  private DecodedRecord single(Claims claims, @Nullable String contentType) throws NotDecodable {
    Claimed claimed = new Claimed(claims, mapping);
    StreamId stream = claimed.stream(key, topic);
    Carried carried = new Carried(contentType, value.kept(), packed(record.headers()));
    NewEvent event = event(claimed, stream, 0, carried);
    ControlType own = ControlType.of(event.type());
    if (own == null || own.isEvent()) {
      return append(stream, List.of(event), claimed.expectedVersion());
    }
    Instruction instruction = new ControlReading(own, claimed, stream).instruction(event);
    return new DecodedRecord.Control(at, stream, instruction, event, needs.all());
  }

  /** Each element's payload is its JSON, as it stands in the array: it comes back as a record. */
  private DecodedRecord batch(List<CloudEventJson.Element> elements) throws NotDecodable {
    // Once, not for each: five hundred events may come with a megabyte of headers.
    Bytes asSingle = packed(headersOfOneEvent());
    List<NewEvent> events = new ArrayList<>();
    StreamId stream = null;
    ExpectedVersion expected = ExpectedVersion.ANY;
    for (CloudEventJson.Element element : elements) {
      CloudEventClaims claims = new CloudEventClaims(element.node(), headers);
      Claimed claimed = new Claimed(claims, mapping);
      try {
        claims.requireValid();
        StreamId own = claimed.stream(key, topic);
        if (stream == null) {
          stream = own;
          expected = claimed.expectedVersion();
        }
        requireSame(stream, own);
        requireSame(expected, claims, claimed);
        requireEvent(claimed.eventType(own), events.size() + 1 == elements.size());
        Bytes text = Bytes.of(element.text().getBytes(UTF_8));
        Kept kept = RecordValue.element(text, record, value.kept(), kinds);
        Carried carried = new Carried(ContentMode.CLOUDEVENT_JSON, kept, asSingle);
        events.add(event(claimed, stream, events.size(), carried));
      } catch (NotDecodable reason) {
        throw new NotDecodable(
            "event " + (events.size() + 1) + " of the batch: " + reason.getMessage());
      }
    }
    if (stream == null) {
      throw new NotDecodable("the batch is empty: send at least one event");
    }
    return append(stream, events, expected);
  }

  private static void requireSame(StreamId first, StreamId own) throws NotDecodable {
    if (!own.equals(first)) {
      throw new NotDecodable(
          "it is about another entity than the first (%s, not %s): an atomic append has one entity"
              .formatted(own, first));
    }
  }

  private static void requireEvent(String type, boolean isLast) throws NotDecodable {
    ControlType own = ControlType.of(type);
    if (own != null && !own.isEvent()) {
      throw new NotDecodable(
          type
              + " is no event, so nothing can be appended with it: send it as a record of its own");
    }
    if (own == ControlType.CLOSE && !isLast) {
      throw new NotDecodable(
          type + " closes the stream, so nothing can be appended after it: put it last");
    }
  }

  private static void requireSame(ExpectedVersion first, CloudEventClaims claims, Claimed claimed)
      throws NotDecodable {
    if (claims.saysItself(Meaning.EXPECTED_VERSION) && !claimed.expectedVersion().equals(first)) {
      throw new NotDecodable(
          "it expects another version than the first: an atomic append has one expected version,"
              + " that of the stream before it");
    }
  }

  /**
   * What goes into an event as it is.
   *
   * @param contentType of the payload
   * @param headers packed
   */
  private record Carried(@Nullable String contentType, Kept payload, Bytes headers) {}

  private Bytes packed(Headers all) {
    return HeaderCodec.encode(all, record.timestamp(), key.kept().schemaId());
  }

  private NewEvent event(Claimed claimed, StreamId stream, int index, Carried carried)
      throws NotDecodable {
    Kept payload = carried.payload();
    NewEvent event =
        new NewEvent(
            claimed.eventId(at, index),
            claimed.eventType(stream),
            claimed.schemaVersion(),
            payload.schemaId(),
            carried.contentType(),
            payload.bytes(),
            claimed.claims().attributes(),
            key.kept().bytes(),
            carried.headers(),
            claimed.eventTime(record.timestamp()));
    needs.add(stream, event, payload, key.kept());
    return event;
  }

  private DecodedRecord append(StreamId stream, List<NewEvent> events, ExpectedVersion expected) {
    AppendRequest request =
        new AppendRequest(stream, events, expected, mapping.onConflict(stream.entityType()), at);
    return new DecodedRecord.Append(request, needs.all());
  }

  /** The record's headers, saying that the value is one event and no longer a batch. */
  private Headers headersOfOneEvent() {
    Headers changed = new ConnectHeaders();
    for (Header header : record.headers()) {
      if (header.key().equals(HeaderClaims.CONTENT_TYPE)) {
        changed.add(header.key(), ContentMode.CLOUDEVENT_JSON.getBytes(UTF_8), Schema.BYTES_SCHEMA);
      } else {
        changed.add(header);
      }
    }
    return changed;
  }
}
