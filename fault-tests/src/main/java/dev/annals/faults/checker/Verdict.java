package dev.annals.faults.checker;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of one promise.
 *
 * @param checked how much of what was looked at
 * @param violations none where it was kept
 */
public record Verdict(Invariant invariant, Map<String, Long> checked, List<Violation> violations) {
  /** Copies both. */
  public Verdict {
    checked = Collections.unmodifiableMap(new LinkedHashMap<>(checked));
    violations = List.copyOf(violations);
  }

  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(invariant.name()).append(':');
    checked.forEach((what, count) -> line.append(" %,d %s,".formatted(count, what)));
    return line.append(" %,d violations".formatted(violations.size())).toString();
  }
}
