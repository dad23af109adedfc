package dev.annals.source.state;

import dev.annals.reduce.Fold;

/**
 * How the state of the streams of one entity type is told.
 *
 * @param fold tells it, of events in the shape in which they are published
 * @param every the versions between two snapshots, from 1
 */
public record StateRule(Fold fold, int every) {
  /** Checks the number, else {@link IllegalArgumentException}. */
  public StateRule {
    if (every < 1) {
      throw new IllegalArgumentException("a snapshot every %d versions is none".formatted(every));
    }
  }
}
