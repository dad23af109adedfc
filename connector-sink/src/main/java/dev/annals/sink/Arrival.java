package dev.annals.sink;

import java.nio.ByteBuffer;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that was handed over.
 *
 * @param record as transforms left it
 * @param position its original offset
 * @param sizeBytes what it takes in memory, near enough for back-pressure
 */
record Arrival(SinkRecord record, long position, int sizeBytes) {
  /** What a record takes beside its bytes; also what a structured value is taken for. */
  private static final int OVERHEAD_BYTES = 512;

  /** What a header takes beside name and value: ten thousand empty ones are a megabyte. */
  private static final int HEADER_BYTES = 128;

  static Arrival of(SinkRecord record, long position) {
    long size = OVERHEAD_BYTES + sizeOf(record.key()) + sizeOf(record.value());
    for (Header header : record.headers()) {
      size += HEADER_BYTES + header.key().length() + sizeOf(header.value());
    }
    return new Arrival(record, position, (int) Math.min(size, Integer.MAX_VALUE));
  }

  /** What a key, a value or that of a header takes. */
  static long sizeOf(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return bytes.length;
    }
    if (value instanceof ByteBuffer buffer) {
      return buffer.remaining();
    }
    if (value instanceof String text) {
      return text.length();
    }
    return value == null ? 0 : OVERHEAD_BYTES;
  }
}
