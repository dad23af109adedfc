package dev.annals.faults.checker;

import dev.annals.faults.history.Position;
import dev.annals.faults.history.Sent;
import org.jspecify.annotations.Nullable;

/**
 * A record that asked a stream for an append.
 *
 * @param number its place among the operations of its stream
 * @param invoked when it was sent
 * @param responded when its answer was first seen; {@link #NEVER} where it was not
 * @param answer absent where it is not known: it may have happened or not
 * @param after the number of the operation that its source has before it and that was accepted; -1
 *     where there is none
 */
record Operation(
    int number,
    Sent sent,
    @Nullable Position position,
    long invoked,
    long responded,
    @Nullable Answer answer,
    int after) {
  static final long NEVER = Long.MAX_VALUE;

  @Override
  public String toString() {
    return "%s (%s, expected %s, %d events%s)"
        .formatted(
            position == null ? sent.request() : position,
            answer == null ? "no answer" : answer,
            sent.expected(),
            sent.events().size(),
            sent.fact() ? ", a fact" : "");
  }
}
