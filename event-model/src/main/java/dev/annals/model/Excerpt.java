package dev.annals.model;

/**
 * A foreign text as sentences and logs quote it: cut where it is long, and with escapes for what
 * would break a line, hide or turn it. An id may have 64 KiB of any characters, and a message is
 * stored, published in a header and printed.
 */
public final class Excerpt {
  /** More than any id that a person would read. */
  private static final int MAX_CHARACTERS = 120;

  private Excerpt() {}

  /** The text itself where it is short and can be shown. */
  public static String of(String text) {
    StringBuilder excerpt = new StringBuilder();
    int i = 0;
    while (i < text.length() && i < MAX_CHARACTERS) {
      int codePoint = text.codePointAt(i);
      append(excerpt, codePoint);
      i += Character.charCount(codePoint);
    }
    if (i < text.length()) {
      excerpt.append("… (").append("%,d".formatted(text.length())).append(" characters)");
    }
    return excerpt.toString();
  }

  private static void append(StringBuilder excerpt, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          excerpt.append("\\u%04x".formatted(codePoint));
      default -> excerpt.appendCodePoint(codePoint);
    }
  }
}
