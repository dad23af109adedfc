package dev.annals.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells definitions apart: equal texts have one fingerprint, on any machine and in any release;
 * others have another.
 */
public final class Fingerprint {
  /** Of SHA-256: enough that nobody meets two definitions with one fingerprint. */
  private static final int BYTES = 16;

  private Fingerprint() {}

  /** Of these texts in this order, as 32 hexadecimal digits. */
  public static String of(String... texts) {
    return of(List.of(texts));
  }

  /** Of these texts in this order, as 32 hexadecimal digits. */
  public static String of(List<String> texts) {
    MessageDigest hash = sha256();
    for (String text : texts) {
      // The length keeps "ab", "c" apart from "a", "bc"; characters, since half a surrogate pair
      // has no bytes in UTF-8.
      ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + text.length() * Character.BYTES);
      buffer.putInt(text.length()).asCharBuffer().put(text);
      hash.update(buffer.array());
    }
    return HexFormat.of().formatHex(hash.digest(), 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
