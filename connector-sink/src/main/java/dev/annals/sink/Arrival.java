package dev.annals.sink;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
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
  /** What a record takes beside its bytes. */
  private static final int OVERHEAD_BYTES = 512;

  /** What a header takes beside name and value: ten thousand empty ones are a megabyte. */
  private static final int HEADER_BYTES = 128;

  /** Structured values are not measured beyond; one that holds itself would never end. */
  private static final long MOST_BYTES = 64 << 20;

  /** What a number takes, and each part of a structured value beside what is in it. */
  private static final int PART_BYTES = 32;

  static Arrival of(SinkRecord record, long position) {
    long size = OVERHEAD_BYTES + sizeOf(record.key()) + sizeOf(record.value());
    for (Header header : record.headers()) {
      size += HEADER_BYTES + header.key().length() + sizeOf(header.value());
    }
    return new Arrival(record, position, (int) Math.min(size, Integer.MAX_VALUE));
  }

  /** What a key, a value or that of a header takes, near enough; with all that is in it. */
  static long sizeOf(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    // A stack of its own: what others made may be deep.
    Deque<Object> rest = new ArrayDeque<>(List.of(value));
    long size = 0;
    for (Object next = rest.poll(); next != null && size < MOST_BYTES; next = rest.poll()) {
      if (next instanceof byte[] bytes) {
        size += bytes.length;
      } else if (next instanceof ByteBuffer buffer) {
        size += buffer.remaining();
      } else if (next instanceof String text) {
        size += text.length();
      } else {
        size += PART_BYTES + parts(next, rest);
      }
    }
    return size;
  }

  /** Adds what is in a structured value to the rest; what the names of its fields take. */
  private static long parts(Object value, Deque<Object> rest) {
    long names = 0;
    if (value instanceof Struct struct) {
      for (Field field : struct.schema().fields()) {
        names += PART_BYTES + field.name().length();
        add(struct.get(field), rest);
      }
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, part) -> {
            add(key, rest);
            add(part, rest);
          });
      names = (long) PART_BYTES * map.size();
    } else if (value instanceof Collection<?> list) {
      list.forEach(part -> add(part, rest));
    }
    return names;
  }

  private static void add(@Nullable Object part, Deque<Object> rest) {
    if (part != null) {
      rest.push(part);
    }
  }
}
