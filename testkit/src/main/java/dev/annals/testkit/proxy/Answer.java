package dev.annals.testkit.proxy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an answer after Cassandra has done what it was asked for. All but the first leave
 * the driver without knowing what was done.
 */
public enum Answer {
  /** It arrives. */
  DELIVERED,

  /** It is lost, and the connection stays: the driver's own time-out ends the waiting. */
  SWALLOWED,

  /** The connection is closed instead, with all that is under way on it. */
  CONNECTION_CLOSED,

  /** Cassandra seems to say that a transaction timed out in the middle. */
  CAS_TIMEOUT {
    @Override
    void error(DataOutputStream body) throws IOException {
      beginning(body, 0x1100, "Operation timed out - received only 0 responses.");
      body.writeUTF("CAS");
      body.writeShort(1); // contentions
    }
  },

  /** Cassandra seems to say that it lost sight of a transaction among others. */
  CAS_UNKNOWN {
    @Override
    void error(DataOutputStream body) throws IOException {
      beginning(body, 0x1700, "CAS operation result is unknown - proposal accepted by 1");
    }
  },

  /** Cassandra seems to say that a replica failed to write. */
  WRITE_FAILURE {
    @Override
    void error(DataOutputStream body) throws IOException {
      beginning(body, 0x1500, "Operation failed - received 0 responses and 1 failures");
      body.writeInt(1); // replica to reason
      body.write(new byte[] {4, 127, 0, 0, 1, 0, 0});
      body.writeUTF("CAS");
    }
  };

  private static final int LOCAL_SERIAL = 0x0009;

  /** Writes the body of the error, as in native_protocol_v5.spec, 9. */
  void error(DataOutputStream body) throws IOException {
    throw new IOException(this + " is no error");
  }

  /** Code, message, consistency, answers received and waited for. */
  private static void beginning(DataOutputStream body, int code, String message)
      throws IOException {
    body.writeInt(code);
    body.writeUTF(message);
    body.writeShort(LOCAL_SERIAL);
    body.writeInt(0);
    body.writeInt(1);
  }

  /** The frame that arrives in place of the real one; none where nothing does. */
  @Nullable Frame instead(Frame answer) {
    return switch (this) {
      case DELIVERED -> answer;
      case SWALLOWED, CONNECTION_CLOSED -> null;
      case CAS_TIMEOUT, CAS_UNKNOWN, WRITE_FAILURE -> error(answer);
    };
  }

  private Frame error(Frame answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      error(new DataOutputStream(bytes));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return new Frame(answer.version(), 0, answer.stream(), Frame.ERROR, bytes.toByteArray());
  }
}
