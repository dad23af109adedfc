package dev.annals.model;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Keeps out text that has no UTF-8: half of a surrogate pair, as a JSON escape can leave behind. A
 * store could not write it, and would be asked to for ever.
 */
final class Unicode {
  private Unicode() {}

  /** Checks that the text has a UTF-8 form, else {@link IllegalArgumentException}. */
  static void require(String text, String what) {
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      if (Character.getType(codePoint) == Character.SURROGATE) {
        throw new IllegalArgumentException(
            "the %s has half a surrogate pair at character %d, which UTF-8 cannot hold"
                .formatted(what, i));
      }
      i += Character.charCount(codePoint);
    }
  }

  /** The text with a question mark for each half: for sentences that quote what was refused. */
  static String replaceHalves(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }
}
