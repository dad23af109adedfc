package dev.annals.upcast;

/**
 * A text that a regular expression is matched with. Java's matcher looks at it character by
 * character and cannot be stopped otherwise: {@code (a+)+$} looks at 40 letters for longer than
 * anybody waits.
 */
final class LimitedText implements CharSequence {
  private final String text;
  private final Bounds bounds;

  LimitedText(String text, Bounds bounds) {
    this.text = text;
    this.bounds = bounds;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    bounds.tick();
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    bounds.tick();
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
