package dev.annals.faults.checker;

import java.util.List;

/**
 * What a history says of all promises.
 *
 * @param seed of the run, to repeat it
 */
public record Report(long seed, List<Verdict> verdicts) {
  private static final int MOST_SHOWN = 20;

  /** Copies the list. */
  public Report {
    verdicts = List.copyOf(verdicts);
  }

  /** Of all promises. */
  public List<Violation> violations() {
    return verdicts.stream().flatMap(verdict -> verdict.violations().stream()).toList();
  }

  /** For people: a line for each promise, then the first violations. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("seed %d%n".formatted(seed));
    for (Verdict verdict : verdicts) {
      text.append("%s%n".formatted(verdict));
      verdict.violations().stream()
          .limit(MOST_SHOWN)
          .forEach(violation -> text.append("  %s%n".formatted(violation)));
    }
    return text.toString();
  }
}
