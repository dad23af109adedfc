package dev.annals.benchmarks.side;

/** Something that brings the events of a round to where they belong, as fast as it can. */
public interface Side {
  /** How the table names it. */
  String name();

  /** Gets ready what is there before: called for all rounds before the first one runs. */
  default void prepare(Round round) throws Exception {}

  /** Does it, in a place of the round's own. */
  Rate run(Round round) throws Exception;
}
