package dev.annals.source.tail;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How far a {@link ShardSource} is published.
 *
 * @param position everything below it is published
 * @param index how many records of the entry at that position are published too: its events, then
 *     its exceptions
 * @param early positions from there on whose events are published already, because an event of
 *     another source that follows them came first
 */
public record TailOffset(long position, int index, SortedSet<Long> early) {
  /** Checks that nothing is negative, else {@link IllegalArgumentException}; copies the set. */
  public TailOffset {
    if (position < 0 || index < 0) {
      throw new IllegalArgumentException(
          "position and index are at least 0: %d, %d".formatted(position, index));
    }
    early = Collections.unmodifiableSortedSet(new TreeSet<>(early));
  }

  /** A position at which nothing is published yet. */
  public static TailOffset at(long position) {
    return new TailOffset(position, 0, Collections.emptySortedSet());
  }
}
