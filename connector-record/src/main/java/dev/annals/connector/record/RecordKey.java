package dev.annals.connector.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Bytes;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The key of a record.
 *
 * @param entityId the text it is; absent where there is no key, or an empty one
 * @param bytes as they came; of a number or a UUID, whose bytes a converter has dropped, those of
 *     its text
 */
record RecordKey(@Nullable String entityId, @Nullable Bytes bytes) {
  private static final String WHAT = "the record's key";

  static RecordKey of(@Nullable Object key) throws NotDecodable {
    Bytes bytes = bytesOf(key);
    if (bytes == null) {
      return new RecordKey(null, null);
    }
    String text = StrictUtf8.decode(bytes.toArray(), WHAT);
    return new RecordKey(text.isEmpty() ? null : text, bytes);
  }

  /** The key's bytes, whatever they say; absent where there is no key. */
  static @Nullable Bytes bytesOf(@Nullable Object key) throws NotDecodable {
    if (key == null) {
      return null;
    }
    if (key instanceof byte[] bytes) {
      return Bytes.of(bytes);
    }
    if (key instanceof ByteBuffer buffer) {
      return Bytes.copyOf(buffer);
    }
    if (key instanceof String text) {
      return Bytes.of(StrictUtf8.encode(text, WHAT));
    }
    if (isWholeNumber(key) || key instanceof UUID) {
      return Bytes.of(key.toString().getBytes(UTF_8));
    }
    throw new NotDecodable(
        WHAT
            + " is a "
            + key.getClass().getSimpleName()
            + ", but it names the entity and must be text, a whole number or a UUID: set"
            + " key.converter=org.apache.kafka.connect.converters.ByteArrayConverter, or take the"
            + " id out of it with the transform ExtractField$Key");
  }

  private static boolean isWholeNumber(Object key) {
    return key instanceof Long
        || key instanceof Integer
        || key instanceof Short
        || key instanceof Byte
        || key instanceof BigInteger;
  }
}
