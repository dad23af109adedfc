package dev.annals.model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable sequence of bytes with equality by content. Absence is {@code null}, which is not
 * the same as no bytes. Thread-safe.
 */
public final class Bytes {
  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** The given bytes, which the caller must not change afterwards: they are not copied. */
  public static Bytes of(byte... content) {
    return new Bytes(content);
  }

  /** A copy of what remains in the buffer, whose position stays where it is. */
  public static Bytes copyOf(ByteBuffer buffer) {
    byte[] content = new byte[buffer.remaining()];
    buffer.duplicate().get(content);
    return new Bytes(content);
  }

  /** The length in bytes. */
  public int size() {
    return content.length;
  }

  /** A copy that the caller may change. */
  public byte[] toArray() {
    return content.clone();
  }

  /** A read-only view. */
  public ByteBuffer toBuffer() {
    return ByteBuffer.wrap(content).asReadOnlyBuffer();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** The length and at most eight bytes: payloads do not belong into logs. */
  @Override
  public String toString() {
    String head = HexFormat.of().formatHex(content, 0, Math.min(8, content.length));
    return content.length + " bytes " + head + (content.length > 8 ? "…" : "");
  }
}
