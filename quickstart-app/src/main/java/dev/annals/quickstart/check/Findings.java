package dev.annals.quickstart.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Figures that were compared, and those of them that differ. */
public final class Findings {
  private static final int LONGEST_VALUE = 300;

  private final List<String> differences = new ArrayList<>();
  private int compared;

  /** Compares one figure. */
  void compare(String what, Object expected, Object found) {
    compared++;
    if (!Objects.equals(expected, found)) {
      differences.add(what + ": expected " + brief(expected) + ", found " + brief(found));
    }
  }

  private static String brief(Object value) {
    String text = value.toString();
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
  }

  /** How many figures were compared. */
  public int compared() {
    return compared;
  }

  /** A sentence for each figure that differs. */
  public List<String> differences() {
    return List.copyOf(differences);
  }
}
