package dev.annals.faults.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Column {@code headers} of {@code events}, unpacked: a byte for the layout, a byte that says
 * whether a timestamp follows, how many headers there are, and each with its lengths. Numbers have
 * 7 bits in a byte, the lowest first.
 *
 * @param timestamp of the record, in milliseconds
 */
record PackedHeaders(List<FuzzedHeader> headers, @Nullable Long timestamp) {
  private static final int BYTES_ONLY = 1;

  /** Reads what is in the column; throws where it ends too early, or goes on. */
  static PackedHeaders read(ByteBuffer column) {
    ByteBuffer in = column.duplicate();
    if (in.get() != BYTES_ONLY) {
      throw new IllegalStateException("headers in layout " + column.get(0));
    }
    Long timestamp = in.get() == 0 ? null : in.getLong();
    int count = number(in);
    List<FuzzedHeader> headers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String name = new String(bytes(in, number(in)), UTF_8);
      int length = number(in);
      headers.add(new FuzzedHeader(name, length == 0 ? null : bytes(in, length - 1)));
    }
    if (in.hasRemaining()) {
      throw new IllegalStateException(in.remaining() + " bytes follow the headers");
    }
    return new PackedHeaders(headers, timestamp);
  }

  private static int number(ByteBuffer in) {
    int number = 0;
    int shift = 0;
    byte next;
    do {
      next = in.get();
      number |= (next & 0x7f) << shift;
      shift += 7;
    } while (next < 0);
    return number;
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
