package dev.annals.faults.history;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What tells one payload from another: the first 8 bytes of its SHA-256 in hex. */
public final class Content {
  /** Of an absent payload, which is another thing than an empty one. */
  public static final String ABSENT = "-";

  private static final int BYTES = 8;

  private Content() {}

  /** The content of a payload as bytes. */
  public static String of(byte @Nullable [] payload) {
    return payload == null ? ABSENT : of(ByteBuffer.wrap(payload));
  }

  /** The content of a payload; the buffer is read to its end. */
  public static String of(ByteBuffer payload) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(payload);
      return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
