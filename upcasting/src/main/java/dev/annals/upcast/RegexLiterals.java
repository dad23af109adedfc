package dev.annals.upcast;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The text of an expression with variables in the place of its regular expressions, which the
 * library would hand to Java's matcher, where nothing stops them.
 *
 * @param text as long as it was, so that what the library says of a character stays true
 * @param patterns by the variable's name, without the dollar sign
 */
record RegexLiterals(String text, Map<String, Pattern> patterns) {
  /** Names begin with a character for private use, and nobody's own variables do. */
  private static final char FIRST = '\ue000';

  private static final char FILLER = '\uf8ff';

  private static final String OPERATORS = ".[]{}(),@#;:?+-*/%|=<>^&!~";
  private static final String CLOSING = ")]}";

  /**
   * Finds them.
   *
   * @throws java.util.regex.PatternSyntaxException for one that is none
   */
  static RegexLiterals of(String text) {
    return new Scan(text).all();
  }

  /** A way through the text, token by token. What has no end is left to the library to refuse. */
  private static final class Scan {
    private final String text;
    private final StringBuilder replaced;
    private final Map<String, Pattern> patterns = new LinkedHashMap<>();
    private int at;

    /** Whether a slash would divide what stands before it. */
    private boolean afterValue;

    Scan(String text) {
      this.text = text;
      this.replaced = new StringBuilder(text);
    }

    RegexLiterals all() {
      while (at < text.length()) {
        char next = text.charAt(at);
        if (text.startsWith("/*", at)) {
          at = end(text.indexOf("*/", at + 2), 2);
        } else if (next == '/' && !afterValue) {
          regex();
        } else if ("'\"`".indexOf(next) >= 0) {
          quoted(next);
        } else if (OPERATORS.indexOf(next) >= 0) {
          operator(next);
        } else if (Character.isWhitespace(next)) {
          at++;
        } else {
          word();
        }
      }
      return new RegexLiterals(replaced.toString(), patterns);
    }

    private int end(int found, int length) {
      return found < 0 ? text.length() : found + length;
    }

    private void quoted(char quote) {
      at++;
      while (at < text.length() && text.charAt(at) != quote) {
        at += text.charAt(at) == '\\' && quote != '`' ? 2 : 1;
      }
      at++;
      afterValue = true;
    }

    /** A star and a percent sign are values, too: all fields, and the parent. */
    private void operator(char operator) {
      boolean isValue =
          CLOSING.indexOf(operator) >= 0 || ("*%".indexOf(operator) >= 0 && !afterValue);
      at += text.startsWith("**", at) ? 2 : 1;
      afterValue = isValue;
    }

    private void word() {
      int start = at;
      while (at < text.length()
          && OPERATORS.indexOf(text.charAt(at)) < 0
          && !Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      afterValue = !text.substring(start, at).matches("and|or|in");
    }

    private void regex() {
      int start = at;
      int close = closingSlash();
      at = close + 1;
      if (close < 0 || close == start + 1) {
        at = text.length();
        return;
      }
      int flags = 0;
      while (at < text.length() && "im".indexOf(text.charAt(at)) >= 0) {
        flags |= text.charAt(at) == 'i' ? Pattern.CASE_INSENSITIVE : Pattern.MULTILINE;
        at++;
      }
      String name = name(at - start - 1);
      patterns.put(name, Pattern.compile(text.substring(start + 1, close), flags));
      replaced.replace(start, at, "$" + name);
      afterValue = true;
    }

    /**
     * As the library finds it: outside of all brackets, and not escaped. Below 0: there is none.
     */
    private int closingSlash() {
      int depth = 0;
      for (int i = at + 1; i < text.length(); i++) {
        char next = text.charAt(i);
        if (next == '\\') {
          i++;
        } else if ("([{".indexOf(next) >= 0) {
          depth++;
        } else if (")]}".indexOf(next) >= 0) {
          depth--;
        } else if (next == '/' && depth == 0) {
          return i;
        }
      }
      return -1;
    }

    private String name(int length) {
      StringBuilder name = new StringBuilder();
      name.append((char) (FIRST + patterns.size() / 64))
          .append((char) (FIRST + patterns.size() % 64));
      while (name.length() < length) {
        name.append(FILLER);
      }
      return name.toString();
    }
  }
}
