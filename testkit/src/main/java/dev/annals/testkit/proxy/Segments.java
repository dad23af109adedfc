package dev.annals.testkit.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * What frames lie in from version 5 of the protocol on, without compression
 * (native_protocol_v5.spec, 2.2). Numbers are little-endian:
 *
 * <pre>
 * length of payload (17 bits), whole frames? (1 bit), 0 (6 bits) | CRC24 (3) | payload | CRC32 (4)
 * </pre>
 *
 * A payload is one or more whole frames, or a part of a large one.
 */
final class Segments {
  private static final int MOST_BYTES = (1 << 17) - 1;
  private static final int WHOLE = 1 << 17;
  private static final int HEADER_BYTES = 3;
  private static final int CRC24_START = 0x875060;
  private static final int CRC24_POLYNOMIAL = 0x1974F0B;
  private static final byte[] CRC32_START = {(byte) 0xFA, 0x2D, 0x55, (byte) 0xCA};

  private Segments() {}

  /** The payloads, one after the other: that is, frames. Checksums are left to the real ends. */
  static InputStream payloads(DataInputStream in) {
    return new InputStream() {
      private ByteBuffer payload = ByteBuffer.allocate(0);

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        while (!payload.hasRemaining()) {
          payload = next(in);
        }
        int count = Math.min(length, payload.remaining());
        payload.get(bytes, offset, count);
        return count;
      }
    };
  }

  private static ByteBuffer next(DataInputStream in) throws IOException {
    int header = in.readUnsignedByte() | in.readUnsignedByte() << 8 | in.readUnsignedByte() << 16;
    in.skipNBytes(3);
    byte[] payload = new byte[header & MOST_BYTES];
    in.readFully(payload);
    in.skipNBytes(4);
    return ByteBuffer.wrap(payload);
  }

  /** Writes a frame in as many segments as it needs. */
  static void write(byte[] frame, OutputStream out) throws IOException {
    int whole = frame.length <= MOST_BYTES ? WHOLE : 0;
    for (int from = 0; from < frame.length; from += MOST_BYTES) {
      int length = Math.min(MOST_BYTES, frame.length - from);
      ByteBuffer segment =
          ByteBuffer.allocate(HEADER_BYTES + 3 + length + 4).order(ByteOrder.LITTLE_ENDIAN);
      putThree(segment, length | whole);
      putThree(segment, crc24(length | whole));
      segment.put(frame, from, length);
      segment.putInt(crc32(frame, from, length));
      out.write(segment.array());
    }
  }

  private static void putThree(ByteBuffer to, int number) {
    to.put((byte) number).put((byte) (number >> 8)).put((byte) (number >> 16));
  }

  private static int crc24(int header) {
    int crc = CRC24_START;
    for (int i = 0; i < HEADER_BYTES; i++) {
      crc ^= (header >> (8 * i) & 0xFF) << 16;
      for (int bit = 0; bit < 8; bit++) {
        crc <<= 1;
        if ((crc & 0x1000000) != 0) {
          crc ^= CRC24_POLYNOMIAL;
        }
      }
    }
    return crc;
  }

  private static int crc32(byte[] bytes, int from, int length) {
    CRC32 crc = new CRC32();
    crc.update(CRC32_START);
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
