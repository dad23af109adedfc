package dev.annals.quickstart.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as a topic holds it.
 *
 * @param timestampMs since 1970
 * @param key absent where there is none
 * @param headers in their order; names may repeat
 * @param value absent where there is none
 */
public record TopicRecord(
    String topic,
    int partition,
    long offset,
    long timestampMs,
    @Nullable Bytes key,
    List<Header> headers,
    @Nullable Bytes value) {

  /**
   * A header.
   *
   * @param value absent where there is none
   */
  public record Header(String name, @Nullable Bytes value) {}

  /** Copies the list. */
  public TopicRecord {
    headers = List.copyOf(headers);
  }

  static TopicRecord of(ConsumerRecord<byte[], byte[]> record) {
    List<Header> headers = new ArrayList<>();
    for (org.apache.kafka.common.header.Header header : record.headers()) {
      headers.add(new Header(header.key(), bytes(header.value())));
    }
    return new TopicRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        bytes(record.key()),
        headers,
        bytes(record.value()));
  }

  /** The text of a header; empty where there is none of that name. */
  public String header(String name) {
    for (Header header : headers) {
      if (header.name().equals(name) && header.value() != null) {
        return new String(header.value().toArray(), UTF_8);
      }
    }
    return "";
  }

  /** For people: {@code topic-partition@offset}. */
  public String place() {
    return topic + "-" + partition + "@" + offset;
  }

  private static @Nullable Bytes bytes(byte @Nullable [] array) {
    return array == null ? null : Bytes.of(array);
  }
}
