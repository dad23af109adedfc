package dev.annals.upcast;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A version of an event type's data.
 *
 * @param type what happened, such as {@code order.placed}; not empty
 * @param version the schema version, from 1
 */
public record Shape(String type, int version) {
  /** Checks both, else {@link IllegalArgumentException}. */
  public Shape {
    if (type.isEmpty()) {
      throw new IllegalArgumentException("the event type is empty");
    }
    if (!new String(type.getBytes(UTF_8), UTF_8).equals(type)) {
      throw new IllegalArgumentException("the event type has half a surrogate pair");
    }
    if (version < 1) {
      throw new IllegalArgumentException("a schema version is at least 1: " + version);
    }
  }

  /** For messages: {@code order.placed@2}. */
  @Override
  public String toString() {
    return type + "@" + version;
  }
}
