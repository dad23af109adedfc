package dev.annals.store.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Packs numbers, texts and bytes one after another; {@link BodyReader} reads them in the same
 * order.
 *
 * <pre>
 * unsigned   seven bits a byte, lowest first; the eighth bit says that another byte follows
 * signed     the same, after moving the sign to the lowest bit, so that -1 takes one byte
 * text       unsigned length in bytes, UTF-8
 * optional   unsigned: 0 for absent, else length + 1; the bytes
 * </pre>
 */
final class BodyWriter {
  private byte[] content = new byte[512];
  private int size;

  void unsigned(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      octet((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    octet((int) rest);
  }

  void signed(long value) {
    unsigned((value << 1) ^ (value >> 63));
  }

  void flag(boolean value) {
    octet(value ? 1 : 0);
  }

  void text(String text) {
    byte[] encoded = text.getBytes(UTF_8);
    unsigned(encoded.length);
    append(ByteBuffer.wrap(encoded));
  }

  void optionalText(@Nullable String text) {
    optional(text == null ? null : Bytes.of(text.getBytes(UTF_8)));
  }

  void optional(@Nullable Bytes bytes) {
    if (bytes == null) {
      unsigned(0);
      return;
    }
    unsigned(bytes.size() + 1L);
    append(bytes.toBuffer());
  }

  /** What was written so far: a view that the next write may change. */
  ByteBuffer content() {
    return ByteBuffer.wrap(content, 0, size);
  }

  private void octet(int value) {
    makeRoomFor(1);
    content[size++] = (byte) value;
  }

  private void append(ByteBuffer bytes) {
    int length = bytes.remaining();
    makeRoomFor(length);
    bytes.get(content, size, length);
    size += length;
  }

  private void makeRoomFor(int length) {
    int needed = Math.addExact(size, length);
    if (needed > content.length) {
      content = Arrays.copyOf(content, (int) Math.min(Integer.MAX_VALUE - 8L, needed * 2L));
    }
  }
}
