package dev.annals.connector.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Packs what a record carries beside key and value into bytes, and back. Stored for ever: a new
 * layout gets a new number, and the old ones stay readable.
 *
 * <pre>
 * number      1 byte: 1, or 2 where the key has a schema
 * flags       1 byte: bit 0 is set where a timestamp follows
 * key schema  in layout 2: length of its id, the id in UTF-8
 * timestamp   8 bytes, big-endian: milliseconds, exactly the record's, whatever the event's time is
 * count       of headers
 * for each    length of the name, name in UTF-8,
 *             length of the value + 1, value; 0 is a header without a value
 * </pre>
 *
 * Counts and lengths have 7 bits in a byte, the lowest first; the top bit says that more follow.
 */
public final class HeaderCodec {
  private static final int NUMBER = 1;
  private static final int WITH_KEY_SCHEMA = 2;
  private static final int TIMESTAMP = 1;

  private HeaderCodec() {}

  /**
   * What was packed.
   *
   * @param headers in their order; every value is a byte array or null
   * @param timestamp the record's, in milliseconds; absent where it had none
   * @param keySchema the id of what the key was before it was bytes; absent where it was bytes
   */
  public record Envelope(Headers headers, @Nullable Long timestamp, @Nullable String keySchema) {}

  /** Packs headers and timestamp of a record whose key was bytes. */
  public static Bytes encode(Headers headers, @Nullable Long timestamp) {
    return encode(headers, timestamp, null);
  }

  /**
   * Packs headers, in order and with repeated names, and the record's timestamp. Values that a
   * converter has turned into something else than bytes or text go back to text, as the default
   * header converter writes it.
   */
  public static Bytes encode(
      Headers headers, @Nullable Long timestamp, @Nullable String keySchema) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64);
    out.write(keySchema == null ? NUMBER : WITH_KEY_SCHEMA);
    out.write(timestamp == null ? 0 : TIMESTAMP);
    if (keySchema != null) {
      writeText(out, keySchema);
    }
    if (timestamp != null) {
      out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(timestamp).array());
    }
    writeNumber(out, headers.size());
    for (Header header : headers) {
      writeText(out, header.key());
      byte[] value = HeaderValue.bytes(header);
      writeNumber(out, value == null ? 0 : value.length + 1);
      out.writeBytes(value == null ? new byte[0] : value);
    }
    return Bytes.of(out.toByteArray());
  }

  /** Unpacks what {@link #encode} packed; anything else is an {@link IllegalArgumentException}. */
  public static Envelope decode(Bytes packed) {
    ByteBuffer in = packed.toBuffer();
    try {
      int number = in.get();
      if (number != NUMBER && number != WITH_KEY_SCHEMA) {
        throw new IllegalArgumentException(
            "headers packed in layout %d: only %d and %d are known here"
                .formatted(number, NUMBER, WITH_KEY_SCHEMA));
      }
      boolean stamped = (in.get() & TIMESTAMP) != 0;
      String keySchema = number == WITH_KEY_SCHEMA ? readText(in) : null;
      Long timestamp = stamped ? in.getLong() : null;
      Headers headers = new ConnectHeaders();
      for (int left = readNumber(in); left > 0; left--) {
        String name = readText(in);
        int length = readNumber(in);
        byte[] value = length == 0 ? null : readBytes(in, length - 1);
        headers.add(name, value, Schema.OPTIONAL_BYTES_SCHEMA);
      }
      return new Envelope(headers, timestamp, keySchema);
    } catch (BufferUnderflowException end) {
      throw new IllegalArgumentException("packed headers end too early: " + packed, end);
    }
  }

  private static void writeText(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    writeNumber(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static String readText(ByteBuffer in) {
    return new String(readBytes(in, readNumber(in)), UTF_8);
  }

  private static void writeNumber(ByteArrayOutputStream out, int number) {
    int rest = number;
    while (rest >= 0x80) {
      out.write(rest | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private static int readNumber(ByteBuffer in) {
    int number = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      byte next = in.get();
      number |= (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("packed headers have a number of more than 32 bits");
  }

  private static byte[] readBytes(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
