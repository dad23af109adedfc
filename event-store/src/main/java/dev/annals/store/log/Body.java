package dev.annals.store.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The envelope of what stands in a {@code body} column.
 *
 * <pre>
 * byte       format: 1
 * byte       compression: 0 none, 1 deflate without a zlib header
 * int        CRC-32C of the content
 * int        length of the content in bytes, uncompressed
 * the rest   the content, compressed or not
 * </pre>
 *
 * The compression is the JDK's own at its fastest: bodies hold the same few types and names over
 * and over, which it finds, and the connectors carry no native library for it.
 */
final class Body {
  private static final byte FORMAT = 1;
  private static final byte PLAIN = 0;
  private static final byte DEFLATED = 1;
  private static final int HEADER_BYTES = 10;

  /** Below this, compressing costs more than it saves. */
  private static final int SMALL_BYTES = 256;

  private static final int CHUNK_BYTES = 16 * 1024;

  private Body() {}

  /** Puts content into its envelope. */
  static ByteBuffer seal(ByteBuffer content) {
    ByteBuffer packed = content.remaining() < SMALL_BYTES ? content : deflate(content);
    boolean smaller = packed.remaining() < content.remaining();
    ByteBuffer best = smaller ? packed : content;
    return ByteBuffer.allocate(HEADER_BYTES + best.remaining())
        .put(FORMAT)
        .put(smaller ? DEFLATED : PLAIN)
        .putInt(checksum(content))
        .putInt(content.remaining())
        .put(best.duplicate())
        .flip();
  }

  /** Takes content out of its envelope, else {@link UnreadableBody}. Never more than it says. */
  static BodyReader open(ByteBuffer body) {
    ByteBuffer rest = body.duplicate();
    if (rest.hasRemaining() && rest.get(rest.position()) != FORMAT) {
      throw new UnreadableBody(
          "it has format %d, and this version of Annals reads %d: update Annals here"
              .formatted(rest.get(rest.position()), FORMAT));
    }
    if (rest.remaining() < HEADER_BYTES) {
      throw new UnreadableBody("it has only " + rest.remaining() + " bytes");
    }
    rest.get();
    byte compression = rest.get();
    int checksum = rest.getInt();
    int length = rest.getInt();
    ByteBuffer content =
        switch (compression) {
          case PLAIN -> rest;
          case DEFLATED -> inflate(rest, length);
          default -> throw new UnreadableBody("it has an unknown compression, " + compression);
        };
    if (content.remaining() != length || checksum(content) != checksum) {
      throw new UnreadableBody("its bytes are not those that were written");
    }
    return new BodyReader(content);
  }

  private static int checksum(ByteBuffer content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content.duplicate());
    return (int) checksum.getValue();
  }

  private static ByteBuffer deflate(ByteBuffer content) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(content.duplicate());
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(content.remaining() / 2);
      byte[] chunk = new byte[CHUNK_BYTES];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
      return ByteBuffer.wrap(out.toByteArray());
    } finally {
      deflater.end();
    }
  }

  /** Grows with what is really there: the length is a damaged body's claim until it is reached. */
  private static ByteBuffer inflate(ByteBuffer packed, int length) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK_BYTES);
      byte[] chunk = new byte[CHUNK_BYTES];
      while (!inflater.finished()) {
        int inflated = inflater.inflate(chunk);
        if (inflated == 0 && !inflater.finished()) {
          throw new UnreadableBody("its compressed bytes end too early");
        }
        out.write(chunk, 0, inflated);
        if (out.size() > length) {
          throw new UnreadableBody("it holds more than the " + length + " bytes it says");
        }
      }
      return ByteBuffer.wrap(out.toByteArray());
    } catch (DataFormatException damaged) {
      throw new UnreadableBody("its compressed bytes are damaged: " + damaged.getMessage());
    } finally {
      inflater.end();
    }
  }
}
