package dev.annals.faults.checker;

/**
 * A promise that was not kept.
 *
 * @param where the stream, stream@version or position
 * @param evidence what was seen, for people
 * @param late whether it is no more than something that was not there when the run was over: it may
 *     be lost, or slow
 */
public record Violation(Invariant invariant, String where, String evidence, boolean late) {
  /** One that no waiting mends. */
  public Violation(Invariant invariant, String where, String evidence) {
    this(invariant, where, evidence, false);
  }

  @Override
  public String toString() {
    return invariant + " " + where + ": " + evidence;
  }
}
