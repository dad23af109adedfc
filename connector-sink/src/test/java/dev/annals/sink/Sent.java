package dev.annals.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as a producer sends it, by the preset {@code plain}.
 *
 * @param key the entity's id; without one the record cannot be decoded
 * @param value the payload
 * @param headers by name
 */
record Sent(@Nullable String key, String value, Map<String, String> headers) {
  static Sent of(String key, String value) {
    return new Sent(key, value, Map.of());
  }

  static Sent undecodable() {
    return new Sent(null, "nobody's", Map.of());
  }

  /** The state of an entity; {@code reducer} is name@fingerprint. */
  static Sent snapshot(String key, String reducer, long version, String state) {
    return of(key, state).control("annals.snapshot", reducer, version);
  }

  static Sent truncate(String key, String reducer, long before) {
    return of(key, "").control("annals.truncate", reducer, before);
  }

  private Sent control(String type, String reducer, long version) {
    return with("type", type)
        .with("ce_entityversion", Long.toString(version))
        .with("ce_reducer", reducer);
  }

  static Sent close(String key) {
    return of(key, "closed").with("type", "annals.close");
  }

  Sent id(String id) {
    return with("id", id);
  }

  Sent expecting(String version) {
    return with("expected-version", version);
  }

  private Sent with(String header, String text) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, text);
    return new Sent(key, value, more);
  }

  SinkRecord at(TopicPartition partition, long offset, long timestamp) {
    ConnectHeaders connectHeaders = new ConnectHeaders();
    headers.forEach((name, text) -> connectHeaders.addBytes(name, text.getBytes(UTF_8)));
    return new SinkRecord(
        partition.topic(),
        partition.partition(),
        null,
        key == null ? null : key.getBytes(UTF_8),
        null,
        value.getBytes(UTF_8),
        offset,
        timestamp,
        TimestampType.CREATE_TIME,
        connectHeaders);
  }
}
