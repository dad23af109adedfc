package dev.annals.faults.fuzz;

import java.util.List;
import java.util.Map;

/**
 * What the audit found.
 *
 * @param violations in words; none where each record has one outcome, and the one that was known
 * @param counts how many records of each category came to each outcome
 * @param letters how many are in the dead-letter topic; more than undecodable ones where a task
 *     died
 * @param entries how many the log has
 * @param published how many records the source published
 */
public record Report(
    List<String> violations,
    Map<Category, Map<Outcome, Integer>> counts,
    long letters,
    long entries,
    long published) {
  /** Copies the list. */
  public Report {
    violations = List.copyOf(violations);
  }

  /** How many records came to it. */
  public int count(Outcome outcome) {
    int count = 0;
    for (Map<Outcome, Integer> one : counts.values()) {
      count += one.getOrDefault(outcome, 0);
    }
    return count;
  }

  /** A table for people. */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder("%-20s".formatted("category"));
    for (Outcome outcome : Outcome.values()) {
      table.append("%14s".formatted(outcome));
    }
    counts.forEach(
        (category, outcomes) -> {
          table.append("%n%-20s".formatted(category));
          for (Outcome outcome : Outcome.values()) {
            table.append("%,14d".formatted(outcomes.getOrDefault(outcome, 0)));
          }
        });
    table.append("%n%-20s".formatted("all"));
    for (Outcome outcome : Outcome.values()) {
      table.append("%,14d".formatted(count(outcome)));
    }
    table.append(
        "%n%,d dead letters, %,d entries in the log, %,d records published"
            .formatted(letters, entries, published));
    return table.toString();
  }
}
