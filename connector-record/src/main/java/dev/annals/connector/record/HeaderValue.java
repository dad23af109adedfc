package dev.annals.connector.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Bytes;
import dev.annals.model.Excerpt;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Values;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/** The value of a header, whatever the header converter has made of it. */
final class HeaderValue {
  private HeaderValue() {}

  /** As bytes; absent where it has none. What is neither bytes nor text is written as text. */
  static byte @Nullable [] bytes(Header header) {
    Object value = header.value();
    if (value == null) {
      return null;
    }
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (value instanceof ByteBuffer buffer) {
      return Bytes.copyOf(buffer).toArray();
    }
    return writtenOut(header).getBytes(UTF_8);
  }

  private static String writtenOut(Header header) {
    if (header.value() instanceof String text) {
      return text;
    }
    try {
      return Values.convertToString(header.schema(), header.value());
    } catch (DataException unknownToConnect) {
      return String.valueOf(header.value());
    }
  }

  /**
   * As text that identifies something; absent where it has none. A number is refused, since the
   * converter that made it has forgotten how it was written: {@code 007} and {@code 7} are one.
   */
  static @Nullable String identifyingText(Header header) throws NotDecodable {
    Object value = header.value();
    String what = "header " + header.key();
    if (value == null) {
      return null;
    }
    if (value instanceof String text) {
      StrictUtf8.encode(text, what);
      return text;
    }
    if (value instanceof byte[] || value instanceof ByteBuffer) {
      byte[] bytes = bytes(header);
      return StrictUtf8.decode(bytes == null ? new byte[0] : bytes, what);
    }
    throw new NotDecodable(
        Excerpt.of(what)
            + " arrived as "
            + value.getClass().getSimpleName()
            + ", not as text, because the default header converter turns 007 into 7: set"
            + " header.converter=org.apache.kafka.connect.converters.ByteArrayConverter");
  }
}
