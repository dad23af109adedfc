package dev.annals.faults.workload;

import java.util.List;

/**
 * How much is asked for, and of whom.
 *
 * @param seed decides what each producer asks for; what it is answered depends on the others
 * @param decisions the topics of decisions; all of them feed the same streams
 * @param facts the topics of facts; likewise
 * @param name the beginning of the two entity types: {@code name-order} and {@code name-reading}
 * @param streams how many of each type live for the whole run; others are short and get closed
 * @param producers how many ask at once
 * @param requests how many each of them makes at least, before it may be told to stop
 * @param perSecond how many each of them makes in a second, at most
 */
public record Plan(
    long seed,
    List<String> decisions,
    List<String> facts,
    String name,
    int streams,
    int producers,
    int requests,
    int perSecond) {
  /** Copies the lists. */
  public Plan {
    decisions = List.copyOf(decisions);
    facts = List.copyOf(facts);
  }

  /** The entity type of decisions. */
  public String decisionType() {
    return name + "-order";
  }

  /** The entity type of facts. */
  public String factType() {
    return name + "-reading";
  }
}
