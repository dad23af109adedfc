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
