package dev.annals.source;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is handed to a converter: it depends on what that can take. */
enum PublishedAs {
  /** The bytes as they are stored, for {@code ByteArrayConverter}, which takes nothing else. */
  BYTES,
  /** Their text, for {@code StringConverter}, which makes no text of bytes. */
  TEXT,
  /** What they were before they were stored. */
  VALUE;

  /** As classes and as the short names Connect takes for them. */
  private static final Map<String, PublishedAs> OF_CONVERTERS =
      Map.of(
          "org.apache.kafka.connect.converters.ByteArrayConverter", BYTES,
          "ByteArrayConverter", BYTES,
          "ByteArray", BYTES,
          "org.apache.kafka.connect.storage.StringConverter", TEXT,
          "StringConverter", TEXT,
          "String", TEXT);

  /** By the converter's setting; bytes where there is none, which is refused beforehand. */
  static PublishedAs of(@Nullable String converter) {
    return converter == null ? BYTES : OF_CONVERTERS.getOrDefault(converter, VALUE);
  }
}
