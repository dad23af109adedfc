package dev.annals.testkit.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The texts of prepared statements by the ids that Cassandra gave them. Thread-safe. */
final class Statements {
  private static final int ROWS = 0x0002;
  private static final int PREPARED = 0x0004;
  private static final int HAS_MORE_PAGES = 0x0002;
  private static final int NO_METADATA = 0x0004;
  private static final int METADATA_CHANGED = 0x0008;
  private static final int BY_ID = 1;
  private static final String UNKNOWN = "a statement that was not prepared here";

  private final Map<ByteBuffer, String> texts = new ConcurrentHashMap<>();

  /** The text that a request asks to prepare; null for any other request. */
  static @Nullable String toPrepare(Frame request) {
    if (request.opcode() != Frame.PREPARE) {
      return null;
    }
    ByteBuffer body = request.content();
    return text(body, body.getInt());
  }

  /** Remembers the id of a text, if the answer has one. */
  void prepared(String text, Frame answer) {
    ByteBuffer body = answer.content();
    if (answer.opcode() == Frame.RESULT && body.getInt() == PREPARED) {
      texts.put(id(body), text);
    }
  }

  /**
   * How many rows an answer has; empty for one that has none by its kind, and where the columns are
   * described, too, as after a condition (native_protocol_v5.spec, 4.2.5.2).
   */
  static OptionalInt rows(Frame answer) {
    ByteBuffer body = answer.content();
    if (answer.opcode() != Frame.RESULT || body.getInt() != ROWS) {
      return OptionalInt.empty();
    }
    int flags = body.getInt();
    body.getInt(); // columns
    if ((flags & NO_METADATA) == 0) {
      return OptionalInt.empty();
    }
    if ((flags & HAS_MORE_PAGES) != 0) {
      int length = body.getInt();
      body.position(body.position() + length);
    }
    if ((flags & METADATA_CHANGED) != 0) {
      id(body);
    }
    return OptionalInt.of(body.getInt());
  }

  /** The text of what a request asks to execute, the first of a batch; null for any other one. */
  @Nullable String toExecute(Frame request) {
    ByteBuffer body = request.content();
    if (request.opcode() == Frame.EXECUTE) {
      return texts.getOrDefault(id(body), UNKNOWN);
    }
    if (request.opcode() != Frame.BATCH) {
      return null;
    }
    body.get(); // its type
    body.getShort(); // how many statements it has
    return body.get() == BY_ID ? texts.getOrDefault(id(body), UNKNOWN) : text(body, body.getInt());
  }

  private static ByteBuffer id(ByteBuffer body) {
    byte[] id = new byte[body.getShort() & 0xFFFF];
    body.get(id);
    return ByteBuffer.wrap(id);
  }

  private static String text(ByteBuffer body, int length) {
    byte[] text = new byte[length];
    body.get(text);
    return new String(text, UTF_8);
  }
}
