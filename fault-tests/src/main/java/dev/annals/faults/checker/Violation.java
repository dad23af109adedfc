package dev.annals.faults.checker;

/**
 * A promise that was not kept.
 *
 * @param where the stream, stream@version or position
 * @param evidence what was seen, for people
 */
public record Violation(Invariant invariant, String where, String evidence) {
  @Override
  public String toString() {
    return invariant + " " + where + ": " + evidence;
  }
}
