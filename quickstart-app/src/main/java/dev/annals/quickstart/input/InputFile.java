package dev.annals.quickstart.input;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file line by line and as bytes: an event has to come back as it went in. Takes memory for
 * one line, and no more than for the longest that is allowed.
 */
final class InputFile implements AutoCloseable {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final InputStream in;
  private final int longestBytes;
  private long number;

  InputFile(InputStream in, int longestBytes) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.longestBytes = longestBytes;
  }

  static InputFile open(Path file, int longestBytes) throws IOException {
    return new InputFile(Files.newInputStream(file), longestBytes);
  }

  /** The next line that has something in it; absent at the end. */
  @Nullable InputLine next() throws IOException {
    while (true) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      boolean atEnd = readLine(line);
      number++;
      byte[] bytes = trimmed(line.toByteArray());
      if (bytes.length > longestBytes) {
        return new InputLine.Bad(
            number, "longer than %,d bytes: each line must be one event".formatted(longestBytes));
      }
      if (bytes.length > 0) {
        return InputLine.of(number, bytes);
      }
      if (atEnd) {
        return null;
      }
    }
  }

  /** Whether the file ended; what is longer than allowed is cut off one byte beyond. */
  private boolean readLine(ByteArrayOutputStream line) throws IOException {
    int next = in.read();
    while (next >= 0 && next != '\n') {
      if (line.size() <= longestBytes) {
        line.write(next);
      }
      next = in.read();
    }
    return next < 0;
  }

  private byte[] trimmed(byte[] line) {
    int from = 0;
    if (number == 1 && Arrays.mismatch(line, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length) {
      from = BYTE_ORDER_MARK.length;
    }
    int to = line.length;
    while (from < to && isSpace(line[from])) {
      from++;
    }
    while (from < to && isSpace(line[to - 1])) {
      to--;
    }
    return Arrays.copyOfRange(line, from, to);
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || character == '\t' || character == '\r';
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
