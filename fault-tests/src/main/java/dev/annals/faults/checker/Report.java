package dev.annals.faults.checker;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a history says of all promises.
 *
 * @param seed of the run, to repeat it
 * @param requests how many were made
 * @param faults how many of each kind were brought about
 */
public record Report(long seed, long requests, Map<String, Long> faults, List<Verdict> verdicts) {
  private static final int MOST_SHOWN = 20;

  /** Copies map and list; faults are sorted by name. */
  public Report {
    faults = new TreeMap<>(faults);
    verdicts = List.copyOf(verdicts);
  }

  /** Of all promises. */
  public List<Violation> violations() {
    return verdicts.stream().flatMap(verdict -> verdict.violations().stream()).toList();
  }

  /** For people: what was done, a line for each promise, and the first violations of each. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder("seed %d, %,d requests, faults %s%n".formatted(seed, requests, faults));
    for (Verdict verdict : verdicts) {
      text.append("%s%n".formatted(verdict));
      verdict.violations().stream()
          .limit(MOST_SHOWN)
          .forEach(violation -> text.append("  %s%n".formatted(violation)));
    }
    return text.toString();
  }
}
