package dev.annals.model.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.StreamId;
import java.util.regex.Pattern;

/**
 * Which reducer made a snapshot, and what it was when it did. A reducer that was changed has
 * another id: what it made before is not found any more, and cannot be taken for its own.
 *
 * @param name what people call it: 1 to 100 letters, digits, dots, dashes and underscores of ASCII
 * @param fingerprint of its definition and of all it depends on: the same characters, 1 to 64
 */
public record ReducerId(String name, String fingerprint) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Pattern FINGERPRINT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** What the lengths and ends of three parts take in a partition key of Cassandra. */
  private static final int MAX_KEY_BYTES = 65_535 - 9;

  /** Checks both, else {@link IllegalArgumentException}. */
  public ReducerId {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a reducer's name is 1 to 100 letters, digits, dots, dashes and underscores");
    }
    if (!FINGERPRINT.matcher(fingerprint).matches()) {
      throw new IllegalArgumentException(
          "the fingerprint of reducer %s is not 1 to 64 letters, digits, dots, dashes and underscores"
              .formatted(name));
    }
  }

  /** As it is stored: {@code name@fingerprint}. */
  public String text() {
    return name + "@" + fingerprint;
  }

  /**
   * Whether a snapshot of the stream can be stored: a stream whose id takes all that a partition
   * key holds leaves no room, and has no snapshots.
   */
  public boolean fitsBeside(StreamId stream) {
    return stream.entityType().getBytes(UTF_8).length
            + stream.entityId().getBytes(UTF_8).length
            + name.length()
        <= MAX_KEY_BYTES;
  }

  /** For people: {@code name@} and the first digits of the fingerprint. */
  @Override
  public String toString() {
    return name + "@" + fingerprint.substring(0, Math.min(8, fingerprint.length()));
  }
}
