package dev.annals.faults.fuzz;

/** What can become of a record; also what the fuzzer knows beforehand, where it knows. */
public enum Outcome {
  /** Its events are in a stream. */
  ACCEPTED,
  /** Its events were there before. */
  DUPLICATE,
  /** Its stream did not allow it. */
  REJECTED,
  /** It is no event, and went to the dead letters. */
  UNDECODABLE,
  /** It was an instruction, which leaves no row of its own. */
  CARRIED_OUT
}
