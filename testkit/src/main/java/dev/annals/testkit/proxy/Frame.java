package dev.annals.testkit.proxy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A message of Cassandra's native protocol, of version 3 and later:
 *
 * <pre>
 * version (1) | flags (1) | stream (2) | opcode (1) | length (4) | body
 * </pre>
 *
 * @param version with the highest bit set in answers
 * @param stream joins an answer to its request
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares frames.
record Frame(int version, int flags, int stream, int opcode, byte[] body) {
  static final int ERROR = 0x00;
  static final int STARTUP = 0x01;
  static final int READY = 0x02;
  static final int AUTHENTICATE = 0x03;
  static final int RESULT = 0x08;
  static final int PREPARE = 0x09;
  static final int EXECUTE = 0x0A;
  static final int BATCH = 0x0D;

  private static final int HEADER_BYTES = 9;
  private static final int RESPONSE = 0x80;
  private static final int WARNINGS = 0x08;

  static Frame read(DataInputStream in) throws IOException {
    int version = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readUnsignedShort();
    int opcode = in.readUnsignedByte();
    byte[] body = new byte[in.readInt()];
    in.readFully(body);
    return new Frame(version, flags, stream, opcode, body);
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(HEADER_BYTES + body.length);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(version);
    out.writeByte(flags);
    out.writeShort(stream);
    out.writeByte(opcode);
    out.writeInt(body.length);
    out.write(body);
    return bytes.toByteArray();
  }

  /** The message, behind the warnings that an answer may begin with. */
  ByteBuffer content() {
    ByteBuffer content = ByteBuffer.wrap(body);
    if ((flags & WARNINGS) != 0) {
      for (int count = content.getShort(); count > 0; count--) {
        int length = content.getShort() & 0xFFFF;
        content.position(content.position() + length);
      }
    }
    return content;
  }

  /** An answer to this request that says nothing. */
  Frame answer() {
    return new Frame(version | RESPONSE, 0, stream, RESULT, new byte[0]);
  }

  /** Whether frames lie in segments once a connection of this version is set up. */
  boolean usesSegments() {
    int plain = version & ~RESPONSE;
    return plain == 5 || plain == 6;
  }
}
