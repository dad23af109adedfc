package dev.annals.benchmarks.side;

/** Something that brings the events of a round to where they belong, as fast as it can. */
public interface Side {
  /** How the table names it. */
  String name();

  /** Does it, in a place of the round's own. */
  Rate run(Round round) throws Exception;
}
