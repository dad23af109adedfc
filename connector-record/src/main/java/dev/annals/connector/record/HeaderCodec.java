package dev.annals.connector.record;

import dev.annals.model.Bytes;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/** Packs what a record carries beside key and value into bytes, and back. */
public final class HeaderCodec {
  private HeaderCodec() {}

  /**
   * What was packed.
   *
   * @param headers in their order; every value is a byte array or null
   * @param timestamp the record's, in milliseconds; absent where it had none
   */
  public record Envelope(Headers headers, @Nullable Long timestamp) {}

  /** Packs headers, in order and with repeated names, and the record's timestamp. */
  public static Bytes encode(Headers headers, @Nullable Long timestamp) {
    return Pending.later(headers, timestamp);
  }

  /** Unpacks what {@link #encode} packed; anything else is an {@link IllegalArgumentException}. */
  public static Envelope decode(Bytes packed) {
    return Pending.later(packed);
  }
}
