package dev.annals.connector.kind;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** How a value is written down. */
public enum Form {
  /** The bytes as they are. */
  BYTES,
  /** The text as it is, in UTF-8. */
  TEXT,
  /** A JSON document, by the rules of docs/records.md. */
  DOCUMENT;

  /** The form of values of a schema; without one, of values that are neither bytes nor text. */
  static Form of(@Nullable Schema schema) {
    // A decimal is bytes to Connect, and a number to people.
    if (schema == null || Logical.of(schema) == Logical.DECIMAL) {
      return DOCUMENT;
    }
    return switch (schema.type()) {
      case BYTES -> BYTES;
      case STRING -> TEXT;
      default -> DOCUMENT;
    };
  }
}
