package dev.annals.connector.record;

import dev.annals.model.Bytes;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * The value of a record.
 *
 * @param bytes as they came, or JSON of what a converter has made of them; absent where the record
 *     has none
 * @param isJson whether the bytes are JSON written here
 */
record RecordValue(@Nullable Bytes bytes, boolean isJson) {
  static RecordValue of(SinkRecord record) throws NotDecodable {
    Object value = record.value();
    if (value == null) {
      return new RecordValue(null, false);
    }
    if (value instanceof byte[] bytes) {
      return new RecordValue(Bytes.of(bytes), false);
    }
    if (value instanceof ByteBuffer buffer) {
      return new RecordValue(Bytes.copyOf(buffer), false);
    }
    if (value instanceof String text) {
      return new RecordValue(Bytes.of(StrictUtf8.encode(text, "the record's value")), false);
    }
    return new RecordValue(Bytes.of(ConnectJson.write(record.valueSchema(), value)), true);
  }
}
