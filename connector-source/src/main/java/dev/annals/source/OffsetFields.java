package dev.annals.source;

import java.util.Map;

/**
 * Reads fields of offsets, as Connect or a person who alters them gives them; what is wrong is an
 * {@link IllegalArgumentException} with a sentence.
 */
final class OffsetFields {
  private OffsetFields() {}

  /** A number from JSON, which comes as the smallest type it fits. */
  static long wholeNumber(Map<String, ?> of, String field, long min, long max, String shape) {
    boolean isWhole =
        of.get(field) instanceof Long
            || of.get(field) instanceof Integer
            || of.get(field) instanceof Short;
    long number = isWhole && of.get(field) instanceof Number value ? value.longValue() : min;
    if (!isWhole || number < min || number > max) {
      String from = min == Long.MIN_VALUE ? "" : " from " + min;
      String to = max > Integer.MAX_VALUE ? "" : " to " + max;
      throw new IllegalArgumentException(
          "%s in %s is no whole number%s%s%s".formatted(field, of, from, to, shape));
    }
    return number;
  }

  /** The same, 0 where it is left out. */
  static long wholeNumberOrZero(Map<String, ?> of, String field, String shape) {
    return of.get(field) == null ? 0 : wholeNumber(of, field, 0, Long.MAX_VALUE, shape);
  }

  /** A text; empty where it is left out. */
  static String text(Map<String, ?> of, String field, String shape) {
    Object value = of.get(field);
    if (value != null && !(value instanceof String)) {
      throw new IllegalArgumentException("%s in %s is no text%s".formatted(field, of, shape));
    }
    return value == null ? "" : (String) value;
  }

  static void requireKnown(Map<String, ?> of, Iterable<String> known, String shape) {
    for (String field : of.keySet()) {
      boolean isKnown = false;
      for (String one : known) {
        isKnown |= one.equals(field);
      }
      if (!isKnown) {
        throw new IllegalArgumentException(
            "field '%s' in %s is unknown%s".formatted(field, of, shape));
      }
    }
  }
}
