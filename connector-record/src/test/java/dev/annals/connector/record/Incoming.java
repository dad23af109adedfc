package dev.annals.connector.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.NewEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** A record as a test wants it: of topic {@code orders}, partition 0, offset 17. */
final class Incoming {
  static final UUID STORE = UUID.fromString("00000000-0000-4000-8000-00000000000a");
  static final SourcePosition AT = new SourcePosition(new Source("orders", 0, "life"), 17);
  static final long TIMESTAMP = 1_767_225_599_123L;

  private final Headers headers = new ConnectHeaders();
  private @Nullable Schema keySchema;
  private @Nullable Object key = "4711".getBytes(UTF_8);
  private @Nullable Schema valueSchema;
  private @Nullable Object value = "{}".getBytes(UTF_8);
  private @Nullable Long timestamp = TIMESTAMP;

  /** With nothing but key and value. */
  static Incoming record() {
    return new Incoming();
  }

  /** A CloudEvent in headers, complete. */
  static Incoming cloudEvent() {
    return record()
        .header("ce_specversion", "1.0")
        .header("ce_id", "e1")
        .header("ce_source", "/shop")
        .header("ce_type", "order.placed");
  }

  Incoming key(@Nullable Object newKey) {
    key = newKey;
    return this;
  }

  Incoming key(Schema schema, Object newKey) {
    keySchema = schema;
    return key(newKey);
  }

  Incoming value(@Nullable Object newValue) {
    return value(null, newValue);
  }

  Incoming value(@Nullable Schema schema, @Nullable Object newValue) {
    valueSchema = schema;
    value = newValue instanceof String text ? text.getBytes(UTF_8) : newValue;
    return this;
  }

  /** A header as the byte array converter hands it over; text becomes its bytes. */
  Incoming header(String name, @Nullable Object text) {
    Object bytes = text instanceof String string ? string.getBytes(UTF_8) : text;
    headers.add(name, bytes, null);
    return this;
  }

  /** The same header, with nothing else of that name. */
  Incoming only(String name, @Nullable Object text) {
    headers.remove(name);
    return text == null ? this : header(name, text);
  }

  Incoming timestamp(@Nullable Long newTimestamp) {
    timestamp = newTimestamp;
    return this;
  }

  /** As it arrives, renamed by a transform. */
  SinkRecord sinkRecord() {
    return new SinkRecord(
        "renamed",
        5,
        keySchema,
        key,
        valueSchema,
        value,
        99,
        timestamp,
        timestamp == null ? TimestampType.NO_TIMESTAMP_TYPE : TimestampType.CREATE_TIME,
        headers,
        "orders",
        0,
        17);
  }

  /** What an event carries beside key and value. */
  static HeaderCodec.Envelope envelope(NewEvent event) {
    return HeaderCodec.decode(Objects.requireNonNull(event.headers()));
  }

  DecodedRecord decoded(RecordMapping mapping) {
    return new RecordDecoder(mapping, STORE).decode(sinkRecord(), AT);
  }

  /** The append it asks for, by the preset for CloudEvents. */
  AppendRequest append() {
    return append(RecordMapping.of(Preset.CLOUDEVENTS));
  }

  AppendRequest append(RecordMapping mapping) {
    DecodedRecord decoded = decoded(mapping);
    assertThat(decoded).isInstanceOf(DecodedRecord.Append.class);
    return ((DecodedRecord.Append) decoded).request();
  }

  /** The only event it holds. */
  NewEvent event() {
    return event(RecordMapping.of(Preset.CLOUDEVENTS));
  }

  NewEvent event(RecordMapping mapping) {
    AppendRequest append = append(mapping);
    assertThat(append.events()).hasSize(1);
    return append.events().get(0);
  }

  DecodedRecord.Undecodable undecodable() {
    return undecodable(RecordMapping.of(Preset.CLOUDEVENTS));
  }

  DecodedRecord.Undecodable undecodable(RecordMapping mapping) {
    DecodedRecord decoded = decoded(mapping);
    assertThat(decoded).isInstanceOf(DecodedRecord.Undecodable.class);
    return (DecodedRecord.Undecodable) decoded;
  }
}
