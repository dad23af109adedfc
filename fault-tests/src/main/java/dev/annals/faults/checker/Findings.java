package dev.annals.faults.checker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what a check looks at and finds. A check that looked at none of what it exists for is a
 * violation by itself: an empty history proves nothing.
 */
final class Findings {
  private static final String NOTHING = "nothing was looked at";

  private final Invariant invariant;
  private final List<String> needed;
  private final Map<String, Long> checked = new LinkedHashMap<>();
  private final List<Violation> violations = new ArrayList<>();

  /**
   * Begins with nothing.
   *
   * @param needed what there has to be at least one of
   */
  Findings(Invariant invariant, String... needed) {
    this.invariant = invariant;
    this.needed = List.of(needed);
    this.needed.forEach(what -> checked.put(what, 0L));
  }

  void count(String what, long more) {
    checked.merge(what, more, Long::sum);
  }

  void violation(Object where, String evidence) {
    violations.add(new Violation(invariant, where.toString(), evidence));
  }

  /** What is not there, and might come if it was waited for longer. */
  void late(Object where, String evidence) {
    violations.add(new Violation(invariant, where.toString(), evidence, true));
  }

  Verdict verdict() {
    List<Violation> all = new ArrayList<>(violations);
    for (String what : needed) {
      if (checked.getOrDefault(what, 0L) == 0) {
        all.add(new Violation(invariant, NOTHING, "the history has no " + what));
      }
    }
    return new Verdict(invariant, checked, all);
  }
}
