package dev.annals.store.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Bytes;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link BodyWriter} packed. Every method throws {@link UnreadableBody} where the bytes
 * end too early or cannot be what was asked for; none trusts a length before it has looked whether
 * that many bytes are there.
 */
final class BodyReader {
  private final ByteBuffer content;

  /** Reads the buffer from its position to its limit, and moves its position. */
  BodyReader(ByteBuffer content) {
    this.content = content;
  }

  long unsigned() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte octet = octet();
      value |= (octet & 0x7FL) << shift;
      if (octet >= 0) {
        return value;
      }
    }
    throw new UnreadableBody("a number takes more than ten bytes");
  }

  long signed() {
    long value = unsigned();
    return (value >>> 1) ^ -(value & 1);
  }

  boolean flag() {
    byte octet = octet();
    if (octet != 0 && octet != 1) {
      throw new UnreadableBody("neither yes nor no: " + octet);
    }
    return octet == 1;
  }

  /** How many things follow, each of which takes a byte at least. */
  int count() {
    return checked(unsigned());
  }

  String text() {
    return new String(take(count()), UTF_8);
  }

  @Nullable String optionalText() {
    byte[] bytes = optionalBytes();
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  @Nullable Bytes optional() {
    byte[] bytes = optionalBytes();
    return bytes == null ? null : Bytes.of(bytes);
  }

  /** Checks that everything was read. */
  void end() {
    if (content.hasRemaining()) {
      throw new UnreadableBody(content.remaining() + " bytes are left over");
    }
  }

  private byte @Nullable [] optionalBytes() {
    long lengthAndOne = unsigned();
    return lengthAndOne == 0 ? null : take(checked(lengthAndOne - 1));
  }

  private byte[] take(int length) {
    byte[] taken = new byte[length];
    content.get(taken);
    return taken;
  }

  private byte octet() {
    if (!content.hasRemaining()) {
      throw new UnreadableBody("it ends too early");
    }
    return content.get();
  }

  private int checked(long length) {
    if (length < 0 || length > content.remaining()) {
      throw new UnreadableBody(
          "%s follow where %d bytes are left"
              .formatted(Long.toUnsignedString(length), content.remaining()));
    }
    return (int) length;
  }
}
