package dev.annals.faults.observer;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The headers of a record as text; of those with one name the last. */
record RecordHeaders(ConsumerRecord<byte[], byte[]> record) {
  @Nullable String find(String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }

  @Nullable Long findNumber(String name) {
    String text = find(name);
    return text == null ? null : Long.valueOf(text);
  }

  String get(String name) {
    String text = find(name);
    if (text == null) {
      throw new IllegalStateException(
          "%s-%d@%d has no header %s"
              .formatted(record.topic(), record.partition(), record.offset(), name));
    }
    return text;
  }
}
